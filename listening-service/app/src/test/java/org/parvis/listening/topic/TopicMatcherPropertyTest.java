package org.parvis.listening.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.text.TextAnalysis;

/** The matcher, with its presearcher and its analysis, against the plainest reading of a query there is. */
class TopicMatcherPropertyTest {

    private static final List<String> WORDS =
            List.of("fare", "fares", "delay", "delays", "avion", "avions", "vol", "vols", "parvis", "the", "le");

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void findsExactlyWhatAPlainReadingFinds(
            @ForAll("queries") List<String> queries, @ForAll("messages") List<Message> messages) {
        var topics = new ArrayList<StandingQuery>();
        for (var query : queries) {
            try {
                topics.add(new StandingQuery("t" + topics.size(), TopicQuery.parse(query), List.of()));
            } catch (QueryRefused e) {
                assertThat(e.reason()).isEqualTo(QueryRefused.Reason.MATCHES_EVERYTHING);
            }
        }
        try (var matcher = new TopicMatcher()) {
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
    }

    private static boolean holds(QueryNode node, Message message) {
        var words = List.of(message.text().toLowerCase(Locale.ROOT).split(" "));
        return switch (node) {
            case QueryNode.And and -> and.parts().stream().allMatch(part -> holds(part, message));
            case QueryNode.Or or -> or.parts().stream().anyMatch(part -> holds(part, message));
            case QueryNode.Not not -> !holds(not.part(), message);
            case QueryNode.Word word -> words.stream().anyMatch(w -> sameWord(w, word.text(), message.language()));
            case QueryNode.Exact exact -> (" " + String.join(" ", words) + " ").contains(" " + exact.text() + " ");
            case QueryNode.Prefix prefix -> words.stream().anyMatch(w -> w.startsWith(prefix.start()));
            case QueryNode.Author author -> message.authorHandle().equals(author.handle());
            case QueryNode.Site site -> message.host().orElse("").endsWith(site.domain());
            case QueryNode.Language language -> message.language().equals(language.code());
        };
    }

    /** Which forms belong together is Lucene's knowledge; what is tested here is everything else. */
    private static boolean sameWord(String a, String b, String language) {
        var stemmed = language.equals("fr") || language.equals("en");
        return a.equals(b) || (stemmed && TextAnalysis.tokens(language, a).equals(TextAnalysis.tokens(language, b)));
    }

    @Provide
    Arbitrary<List<String>> queries() {
        return query(3).list().ofMinSize(1).ofMaxSize(8);
    }

    private static Arbitrary<String> query(int depth) {
        var word = Arbitraries.of(WORDS);
        var leaf = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, word),
                net.jqwik.api.Tuple.of(2, Combinators.combine(word, word).as((a, b) -> '"' + a + ' ' + b + '"')),
                net.jqwik.api.Tuple.of(1, word.map(w -> w.substring(0, Math.min(3, w.length())) + "*")),
                net.jqwik.api.Tuple.of(
                        1, Arbitraries.of("author:ann", "author:bob", "site:example.org", "lang:fr", "lang:en")));
        if (depth == 0) {
            return leaf;
        }
        var inner = query(depth - 1);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, leaf),
                net.jqwik.api.Tuple.of(3, Combinators.combine(inner, inner).as((a, b) -> "(" + a + " " + b + ")")),
                net.jqwik.api.Tuple.of(3, Combinators.combine(inner, inner).as((a, b) -> "(" + a + " OR " + b + ")")),
                net.jqwik.api.Tuple.of(2, Combinators.combine(inner, inner).as((a, b) -> "(" + a + " NOT " + b + ")")),
                net.jqwik.api.Tuple.of(1, inner.map(a -> "NOT " + a)));
    }

    @Provide
    Arbitrary<List<Message>> messages() {
        var text = Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(8).map(words -> String.join(" ", words));
        return Combinators.combine(
                        text,
                        Arbitraries.of("fr", "en", "de", "und"),
                        Arbitraries.of("ann", "bob", "carl"),
                        Arbitraries.of("blog.example.org", "other.example"))
                .as((words, language, author, host) -> new Message(words, language, author, Optional.of(host)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
    }
}
