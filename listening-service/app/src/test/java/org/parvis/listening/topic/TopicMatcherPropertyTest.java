package org.parvis.listening.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.text.TextAnalysis;

/** The matcher against the plainest reading of a query there is, against Lucene Monitor, and against itself. */
class TopicMatcherPropertyTest {

    private static final List<String> WORDS = List.of(
            "fare", "fares", "delay", "delays", "avion", "avions", "vol", "vols", "parvis", "pravis", "the", "le");

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void findsExactlyWhatAPlainReadingFinds(
            @ForAll("queries") List<String> queries, @ForAll("messages") List<Message> messages) {
        var topics = understood(queries);
        var matcher = new TopicMatcher();
        matcher.define(topics);
        for (var message : messages) {
            var expected = topics.stream()
                    .filter(topic -> holds(topic.query().root(), message))
                    .map(StandingQuery::topicId)
                    .collect(Collectors.toSet());
            var found = matcher.match(message);
            assertThat(found.stream().map(TopicMatch::topicId).collect(Collectors.toSet()))
                    .as("%s on %s", queries, message)
                    .isEqualTo(expected);
            assertThat(found).allSatisfy(match -> assertThat(match.terms()).isNotEmpty());
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void findsExactlyWhatLuceneMonitorFinds(
            @ForAll("queries") List<String> queries, @ForAll("writtenMessages") List<Message> messages) {
        var topics = understood(queries);
        var matcher = new TopicMatcher();
        matcher.define(topics);
        try (var oracle = new MonitorOracle()) {
            oracle.define(topics);
            for (var message : messages) {
                assertThat(comparable(matcher.match(message), topics))
                        .as("%s on %s", queries, message)
                        .isEqualTo(comparable(oracle.match(message), topics));
            }
        }
    }

    /** Where words only have to be near, Lucene's stretches go on to the next such word; ours end where the match does. */
    private static List<TopicMatch> comparable(List<TopicMatch> matches, List<StandingQuery> topics) {
        var near = topics.stream()
                .filter(topic -> topic.query().text().contains("\"~"))
                .map(StandingQuery::topicId)
                .collect(Collectors.toSet());
        return matches.stream()
                .map(match -> near.contains(match.topicId()) ? new TopicMatch(match.topicId(), List.of()) : match)
                .toList();
    }

    /** @param steps topic and query; a query that is refused stands for withdrawing the topic */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whateverCameAndWentOnlyWhatIsThereCounts(
            @ForAll("steps") List<Tuple.Tuple2<Integer, String>> steps, @ForAll("messages") List<Message> messages) {
        var matcher = new TopicMatcher();
        Map<String, StandingQuery> there = new HashMap<>();
        for (var step : steps) {
            var id = "t" + step.get1();
            var topics = understood(List.of(step.get2()));
            if (topics.isEmpty()) {
                matcher.withdraw(id);
                there.remove(id);
            } else {
                var topic = new StandingQuery(id, topics.getFirst().query(), List.of());
                matcher.define(List.of(topic));
                there.put(id, topic);
            }
            if (step.get1() == 0) {
                matcher.settle();
            }
            matcher.match(messages.getFirst());
        }
        var fresh = new TopicMatcher();
        fresh.define(there.values());

        assertThat(matcher.size()).isEqualTo(there.size());
        assertThat(messages)
                .allSatisfy(message -> assertThat(matcher.match(message)).isEqualTo(fresh.match(message)));
    }

    /** Each topic is replaced again and again by one that asks for the same and something else; the same has to be found always. */
    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void manyAtOnceFindWhatOneFindsWhileTopicsChange(
            @ForAll("queries") @Size(min = 8, max = 16) List<String> queries,
            @ForAll("messages") List<Message> messages)
            throws Exception {
        var topics = understood(queries);
        var alone = new TopicMatcher();
        alone.define(topics);
        var expected = messages.stream().map(alone::topics).map(Set::copyOf).toList();
        var shared = new TopicMatcher();
        shared.define(topics);
        var work = new ArrayList<Callable<Void>>();
        for (int reader = 0; reader < 3; reader++) {
            work.add(() -> {
                for (int i = 0; i < 200; i++) {
                    var message = messages.get(i % messages.size());
                    assertThat(shared.topics(message).stream()
                                    .filter(id -> !id.startsWith("other"))
                                    .collect(Collectors.toSet()))
                            .isEqualTo(expected.get(i % messages.size()));
                }
                return null;
            });
        }
        work.add(() -> {
            for (int i = 0; i < 60; i++) {
                int round = i;
                shared.define(topics.stream()
                        .map(topic -> new StandingQuery(
                                topic.topicId(),
                                TopicQuery.parse("(" + topic.query().text() + ") OR unheard" + round + "*"),
                                List.of()))
                        .toList());
                shared.define(
                        List.of(new StandingQuery("other" + round % 7, TopicQuery.parse("fare OR vol"), List.of())));
                shared.withdraw("other" + round % 5);
                if (round % 20 == 0) {
                    shared.settle();
                }
            }
            return null;
        });
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }

    private static List<StandingQuery> understood(List<String> queries) {
        var topics = new ArrayList<StandingQuery>();
        for (var query : queries) {
            try {
                topics.add(new StandingQuery("t" + topics.size(), TopicQuery.parse(query), List.of()));
            } catch (QueryRefused e) {
                assertThat(e.reason()).as(query).isEqualTo(QueryRefused.Reason.MATCHES_EVERYTHING);
            }
        }
        return topics;
    }

    private static boolean holds(QueryNode node, Message message) {
        var words = List.of(message.text().toLowerCase(Locale.ROOT).split(" "));
        return switch (node) {
            case QueryNode.And and -> and.parts().stream().allMatch(part -> holds(part, message));
            case QueryNode.Or or -> or.parts().stream().anyMatch(part -> holds(part, message));
            case QueryNode.Not not -> !holds(not.part(), message);
            case QueryNode.Word word -> words.stream().anyMatch(w -> sameWord(w, word.text(), message.language()));
            case QueryNode.Exact exact -> (" " + String.join(" ", words) + " ").contains(" " + exact.text() + " ");
            case QueryNode.Near near -> isNear(List.of(near.text().split(" ")), near.slop(), words, List.of());
            case QueryNode.Prefix prefix -> words.stream().anyMatch(w -> w.startsWith(prefix.start()));
            case QueryNode.Fuzzy fuzzy -> words.stream().anyMatch(meantFor(fuzzy)::run);
            case QueryNode.Author author -> author.handles().contains(message.authorHandle());
            case QueryNode.Site site ->
                site.domains().stream().anyMatch(message.host().orElse("")::endsWith);
            case QueryNode.Link link -> link.places().stream().anyMatch(message.permalink()::contains);
            case QueryNode.Language language -> language.codes().contains(message.language());
        };
    }

    /** Every way to take places for the words, no place twice: in one of them they are moved by no more than the slop. */
    private static boolean isNear(List<String> wanted, int slop, List<String> words, List<Integer> taken) {
        if (taken.size() == wanted.size()) {
            var moves = new ArrayList<Integer>();
            for (int i = 0; i < taken.size(); i++) {
                moves.add(taken.get(i) - i);
            }
            var range = moves.stream().mapToInt(Integer::intValue).summaryStatistics();
            return range.getMax() - range.getMin() <= slop;
        }
        for (int i = 0; i < words.size(); i++) {
            if (!taken.contains(i) && words.get(i).equals(wanted.get(taken.size()))) {
                var more = new ArrayList<>(taken);
                more.add(i);
                if (isNear(wanted, slop, words, more)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static CharacterRunAutomaton meantFor(QueryNode.Fuzzy fuzzy) {
        return new CharacterRunAutomaton(new LevenshteinAutomata(fuzzy.word(), true).toAutomaton(fuzzy.edits()));
    }

    /** Which forms belong together is Lucene's knowledge; what is tested here is everything else. */
    private static boolean sameWord(String a, String b, String language) {
        var stemmed = language.equals("fr") || language.equals("en");
        return a.equals(b) || (stemmed && TextAnalysis.tokens(language, a).equals(TextAnalysis.tokens(language, b)));
    }

    @Provide
    Arbitrary<List<String>> queries() {
        return query(3).list().ofMinSize(1).ofMaxSize(16);
    }

    @Provide
    Arbitrary<List<Tuple.Tuple2<Integer, String>>> steps() {
        return Combinators.combine(Arbitraries.integers().between(0, 9), query(2))
                .as(Tuple::of)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    private static Arbitrary<String> query(int depth) {
        var word = Arbitraries.of(WORDS);
        var words = word.list().ofMinSize(2).ofMaxSize(3).map(list -> '"' + String.join(" ", list) + '"');
        var leaf = Arbitraries.frequencyOf(
                Tuple.of(8, word),
                Tuple.of(3, words),
                Tuple.of(
                        3,
                        Combinators.combine(words, Arbitraries.of("~1", "~2", "~3", "~6"))
                                .as(String::concat)),
                Tuple.of(1, word.map(w -> w.substring(0, Math.min(3, w.length())) + "*")),
                Tuple.of(2, word.filter(w -> w.length() > 3).flatMap(w -> Arbitraries.of(w + "~1", w + "~2"))),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "author:ann",
                                "author:(ann OR bob)",
                                "site:example.org",
                                "site:(other.example b.example)",
                                "link:example.org/fares",
                                "link:(other.example OR fares.test/n)",
                                "lang:fr",
                                "lang:(en OR de)")));
        if (depth == 0) {
            return leaf;
        }
        var inner = query(depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(3, leaf),
                Tuple.of(3, Combinators.combine(inner, inner).as((a, b) -> "(" + a + " " + b + ")")),
                Tuple.of(3, Combinators.combine(inner, inner).as((a, b) -> "(" + a + " OR " + b + ")")),
                Tuple.of(2, Combinators.combine(inner, inner).as((a, b) -> "(" + a + " NOT " + b + ")")),
                Tuple.of(1, inner.map(a -> "NOT " + a)));
    }

    @Provide
    Arbitrary<List<Message>> messages() {
        return messages(Arbitraries.of(WORDS), " ");
    }

    /** Not only words with spaces between: what people write. */
    @Provide
    Arbitrary<List<Message>> writtenMessages() {
        var word = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(WORDS)),
                Tuple.of(2, Arbitraries.of(WORDS).map(w -> w.toUpperCase(Locale.ROOT) + ",")),
                Tuple.of(1, Arbitraries.of(WORDS).map(w -> "l’" + w)),
                Tuple.of(1, Arbitraries.of(WORDS).map(w -> w + "'s")),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "https://fares.test/New?x=1#y",
                                "fares.test",
                                "Pârvis",
                                "l'",
                                "✈",
                                "farès-vols",
                                "東京",
                                "delayy",
                                "dleay",
                                "\n")));
        return messages(word, " ");
    }

    private static Arbitrary<List<Message>> messages(Arbitrary<String> word, String between) {
        var text = word.list().ofMinSize(1).ofMaxSize(12).map(words -> String.join(between, words));
        return Combinators.combine(
                        text,
                        Arbitraries.of("fr", "en", "de", "und"),
                        Arbitraries.of("ann", "bob", "carl"),
                        Arbitraries.of(
                                "https://blog.example.org/fares/1",
                                "https://blog.example.org/news/1",
                                "https://other.example/fares"))
                .as(Message::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
    }
}
