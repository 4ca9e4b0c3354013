package org.parvis.listening.topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
import org.apache.lucene.monitor.HighlightsMatch;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.monitor.TermWeightor;
import org.apache.lucene.util.BytesRef;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.text.CommonWords;
import org.parvis.listening.text.TextAnalysis;

/**
 * Finds the topics that a message matches, and the words that matched.
 *
 * <p>Lucene Monitor keeps the queries in an index of their own: a message is turned into a query on the queries, and only the
 * few that could match are run. Topics may change while messages are matched. Thread-safe.
 */
public final class TopicMatcher implements AutoCloseable {

    private static final int PASSES = 3;
    private static final int MAX_TERMS = 10;
    private static final int MAX_TERM_LENGTH = 80;

    private final Monitor monitor;

    public TopicMatcher() {
        // A query waits for its rarest word: the longer and the less common, the better.
        var weights = TermWeightor.combine(
                TermWeightor.lengthWeightor(3, 0.3),
                TermWeightor.termWeightor(0.05, commonTerms()),
                TermWeightor.fieldWeightor(0.01, Fields.LANGUAGE));
        try {
            monitor = new Monitor(
                    TextAnalysis.BY_FIELD,
                    new MultipassTermFilteredPresearcher(PASSES, 0, weights, List.of(), Set.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds topics, or replaces those with the same id. */
    public void define(Collection<StandingQuery> topics) {
        try {
            monitor.register(topics.stream()
                    .map(topic ->
                            new MonitorQuery(topic.topicId(), topic.query().compile(topic.languages())))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a topic away; one that is not there is no error. */
    public void withdraw(String topicId) {
        try {
            monitor.deleteById(topicId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int size() {
        try {
            return monitor.getQueryCount();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The topics this message matches, in the order of their ids, each with the words as the author wrote them. */
    public List<TopicMatch> match(Message message) {
        try {
            var found = monitor.match(document(message), HighlightsMatch.MATCHER);
            if (!found.getErrors().isEmpty()) {
                throw new IllegalStateException(
                        "Topics that could not be matched: " + found.getErrors().keySet());
            }
            return found.getMatches().stream()
                    .map(match -> new TopicMatch(match.getQueryId(), terms(match, message)))
                    .sorted(Comparator.comparing(TopicMatch::topicId))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document document(Message message) {
        var document = new Document();
        document.add(new TextField(TextAnalysis.PLAIN, message.text(), Store.NO));
        if (message.language().equals("fr")) {
            document.add(new TextField(TextAnalysis.FRENCH, message.text(), Store.NO));
        } else if (message.language().equals("en")) {
            document.add(new TextField(TextAnalysis.ENGLISH, message.text(), Store.NO));
        }
        document.add(new StringField(Fields.LANGUAGE, message.language(), Store.NO));
        document.add(new StringField(Fields.AUTHOR, Fields.handle(message.authorHandle()), Store.NO));
        message.host()
                .ifPresent(host ->
                        domains(host).forEach(domain -> document.add(new StringField(Fields.SITE, domain, Store.NO))));
        return document;
    }

    /** {@code blog.example.org} is also on {@code example.org}; whole labels only, so that nobody poses as a neighbour. */
    private static List<String> domains(String host) {
        var domains = new ArrayList<String>();
        var rest = host.toLowerCase(Locale.ROOT);
        while (!rest.isEmpty() && domains.size() < 10) {
            domains.add(rest);
            int dot = rest.indexOf('.');
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        return domains;
    }

    private static List<String> terms(HighlightsMatch match, Message message) {
        Map<String, String> terms = new LinkedHashMap<>();
        Stream.of(TextAnalysis.PLAIN, TextAnalysis.FRENCH, TextAnalysis.ENGLISH)
                .flatMap(field -> match.getHits(field).stream())
                .sorted(Comparator.comparingInt(HighlightsMatch.Hit::startOffset))
                .map(hit -> message.text().substring(hit.startOffset(), hit.endOffset()))
                .forEach(term -> terms.putIfAbsent(term.toLowerCase(Locale.ROOT), shortened(term)));
        if (!match.getHits(Fields.AUTHOR).isEmpty()) {
            // Terms are stored in clear, so they say that it was the author or the place, not who or where.
            terms.put("author:", "author:");
        }
        if (!match.getHits(Fields.SITE).isEmpty()) {
            terms.put("site:", "site:");
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
        try {
            monitor.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
