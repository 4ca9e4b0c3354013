package org.parvis.listening.topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.HighlightsMatch;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.apache.lucene.monitor.TermWeightor;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.text.CommonWords;
import org.parvis.listening.text.TextAnalysis;

/** What {@link TopicMatcher} must find, found by Lucene Monitor: the same queries, the same analysis, nothing else in common. */
public final class MonitorOracle implements AutoCloseable {

    private static final int MAX_TERMS = 10;
    private static final int MAX_TERM_LENGTH = 80;
    private static final int MAX_CLAUSES = 1 << 20;

    private static final String AUTHOR = "author";
    private static final String SITE = "site";
    private static final String LINK = "link";
    private static final String LANGUAGE = "lang";

    private final Monitor monitor;
    private boolean broken;
    private boolean looksForLinks;

    /** With no knowledge of what is rare but the common words of two languages. */
    public MonitorOracle() {
        this(weights(TermWeightor.termWeightor(0.05, commonTerms())), 1);
    }

    /** @param frequencies in how many documents a term stands */
    public MonitorOracle(Map<String, Integer> frequencies, int passes) {
        this(weights(TermWeightor.termFreqWeightor(frequencies, 100, 1)), passes);
    }

    private MonitorOracle(TermWeightor weights, int passes) {
        IndexSearcher.setMaxClauseCount(MAX_CLAUSES);
        var presearcher = passes == 1
                ? new TermFilteredPresearcher(weights, List.of(), Set.of())
                : new MultipassTermFilteredPresearcher(passes, 0, weights, List.of(), Set.of());
        try {
            monitor = new Monitor(TextAnalysis.BY_FIELD, presearcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TermWeightor weights(TermWeightor rarity) {
        return TermWeightor.combine(
                TermWeightor.lengthWeightor(3, 0.3), rarity, TermWeightor.fieldWeightor(0.01, LANGUAGE));
    }

    public void define(Collection<StandingQuery> topics) {
        // A monitor that failed while it wrote waits for ever when it is closed.
        broken = true;
        looksForLinks |=
                topics.stream().anyMatch(topic -> looksForLinks(topic.query().root()));
        try {
            monitor.register(topics.stream()
                    .map(topic -> new MonitorQuery(
                            topic.topicId(), compile(topic.query().root(), topic.languages())))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broken = false;
    }

    public void withdraw(String topicId) {
        try {
            monitor.deleteById(topicId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<TopicMatch> match(Message message) {
        try {
            var found = monitor.match(document(message), HighlightsMatch.MATCHER);
            if (!found.getErrors().isEmpty()) {
                throw new IllegalStateException("Topics that could not be matched: " + found.getErrors());
            }
            return found.getMatches().stream()
                    .map(match -> new TopicMatch(match.getQueryId(), terms(match, message)))
                    .sorted(Comparator.comparing(TopicMatch::topicId))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids alone, the fastest way there is. */
    public List<String> topics(Message message) {
        try {
            return monitor.match(document(message), QueryMatch.SIMPLE_MATCHER).getMatches().stream()
                    .map(QueryMatch::getQueryId)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean looksForLinks(QueryNode node) {
        return switch (node) {
            case QueryNode.And and -> and.parts().stream().anyMatch(MonitorOracle::looksForLinks);
            case QueryNode.Or or -> or.parts().stream().anyMatch(MonitorOracle::looksForLinks);
            case QueryNode.Not not -> looksForLinks(not.part());
            default -> node instanceof QueryNode.Link;
        };
    }

    private static Query compile(QueryNode node, List<String> languages) {
        var query = compile(node);
        if (languages.isEmpty()) {
            return query;
        }
        var spoken = Stream.concat(languages.stream(), Stream.of(Message.UNKNOWN_LANGUAGE))
                .toList();
        return new BooleanQuery.Builder()
                .add(query, Occur.MUST)
                .add(oneOf(LANGUAGE, spoken), Occur.FILTER)
                .build();
    }

    private static Query compile(QueryNode node) {
        return switch (node) {
            case QueryNode.And and -> conjunction(and);
            case QueryNode.Or or ->
                disjunction(or.parts().stream().map(MonitorOracle::compile).toList());
            case QueryNode.Not not -> throw new IllegalStateException("a negation on its own");
            case QueryNode.Word word -> word(word.text());
            case QueryNode.Exact exact -> phrase(exact.text(), 0);
            case QueryNode.Near near -> phrase(near.text(), near.slop());
            case QueryNode.Prefix prefix -> new PrefixQuery(new Term(TextAnalysis.PLAIN, prefix.start()));
            case QueryNode.Fuzzy fuzzy ->
                new FuzzyQuery(new Term(TextAnalysis.PLAIN, fuzzy.word()), fuzzy.edits(), 0, 1024, true);
            case QueryNode.Author author -> oneOf(AUTHOR, author.handles());
            case QueryNode.Site site -> oneOf(SITE, site.domains());
            case QueryNode.Link link ->
                disjunction(link.places().stream()
                        .<Query>map(place -> new PrefixQuery(new Term(LINK, place)))
                        .toList());
            case QueryNode.Language language -> oneOf(LANGUAGE, language.codes());
        };
    }

    private static Query conjunction(QueryNode.And and) {
        var all = new BooleanQuery.Builder();
        for (var part : and.parts()) {
            switch (part) {
                case QueryNode.Not not -> all.add(compile(not.part()), Occur.MUST_NOT);
                case QueryNode.Language language -> all.add(compile(language), Occur.FILTER);
                default -> all.add(compile(part), Occur.MUST);
            }
        }
        return all.build();
    }

    private static Query disjunction(List<Query> queries) {
        if (queries.size() == 1) {
            return queries.getFirst();
        }
        var any = new BooleanQuery.Builder();
        queries.forEach(query -> any.add(query, Occur.SHOULD));
        return any.build();
    }

    private static Query word(String text) {
        return disjunction(Stream.of(TextAnalysis.PLAIN, TextAnalysis.FRENCH, TextAnalysis.ENGLISH)
                .flatMap(field -> TextAnalysis.tokens(field, text).stream()
                        .<Query>map(token -> new TermQuery(new Term(field, token))))
                .toList());
    }

    private static Query phrase(String text, int slop) {
        var tokens = TextAnalysis.plainTokens(text);
        if (tokens.size() == 1) {
            return new TermQuery(new Term(TextAnalysis.PLAIN, tokens.getFirst()));
        }
        var phrase = new PhraseQuery.Builder().setSlop(slop);
        tokens.forEach(token -> phrase.add(new Term(TextAnalysis.PLAIN, token)));
        return phrase.build();
    }

    private static Query oneOf(String field, List<String> values) {
        return disjunction(values.stream()
                .<Query>map(value -> new TermQuery(new Term(field, value)))
                .toList());
    }

    private Document document(Message message) {
        var document = new Document();
        document.add(new TextField(TextAnalysis.PLAIN, message.text(), Store.NO));
        if (message.language().equals("fr")) {
            document.add(new TextField(TextAnalysis.FRENCH, message.text(), Store.NO));
        } else if (message.language().equals("en")) {
            document.add(new TextField(TextAnalysis.ENGLISH, message.text(), Store.NO));
        }
        document.add(new StringField(LANGUAGE, message.language(), Store.NO));
        document.add(new StringField(AUTHOR, Fields.handle(message.authorHandle()), Store.NO));
        message.host()
                .ifPresent(host ->
                        Fields.domains(host).forEach(domain -> document.add(new StringField(SITE, domain, Store.NO))));
        if (looksForLinks) {
            Links.of(message).forEach(link -> document.add(new StringField(LINK, link, Store.NO)));
        }
        return document;
    }

    private static List<String> terms(HighlightsMatch match, Message message) {
        Map<String, String> terms = new LinkedHashMap<>();
        Stream.of(TextAnalysis.PLAIN, TextAnalysis.FRENCH, TextAnalysis.ENGLISH)
                .flatMap(field -> match.getHits(field).stream())
                .sorted(Comparator.comparingInt(HighlightsMatch.Hit::startOffset))
                .map(hit -> message.text().substring(hit.startOffset(), hit.endOffset()))
                .forEach(term -> terms.putIfAbsent(term.toLowerCase(Locale.ROOT), shortened(term)));
        for (var field : List.of(AUTHOR, SITE, LINK)) {
            if (!match.getHits(field).isEmpty()) {
                terms.put(field + ":", field + ":");
            }
        }
        return terms.values().stream().limit(MAX_TERMS).toList();
    }

    private static String shortened(String term) {
        return term.length() <= MAX_TERM_LENGTH ? term : term.substring(0, MAX_TERM_LENGTH - 1) + "…";
    }

    private static Set<BytesRef> commonTerms() {
        return Stream.of(CommonWords.FRENCH, CommonWords.ENGLISH)
                .flatMap(Set::stream)
                .flatMap(word -> Stream.of(TextAnalysis.PLAIN, TextAnalysis.FRENCH, TextAnalysis.ENGLISH)
                        .flatMap(field -> TextAnalysis.tokens(field, word).stream()))
                .map(BytesRef::new)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        if (broken) {
            return;
        }
        try {
            monitor.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
