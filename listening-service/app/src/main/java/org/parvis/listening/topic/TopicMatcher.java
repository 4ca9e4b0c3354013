package org.parvis.listening.topic;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.matching.Document;
import org.parvis.listening.matching.Field;
import org.parvis.listening.matching.Hit;
import org.parvis.listening.matching.MatchingEngine;
import org.parvis.listening.matching.Standing;

/**
 * Finds the topics that a message matches, and the words that matched. Topics may change while messages are matched. Thread-safe.
 */
public final class TopicMatcher {

    private static final int MAX_TERMS = 10;

    /** Of all topics that one message matches; each tells one at least. */
    private static final int MAX_TERMS_OF_A_MESSAGE = 500;

    private static final int MAX_TERM_LENGTH = 80;

    private final MatchingEngine engine = new MatchingEngine();

    /** Adds topics, or replaces those with the same id. */
    public void define(Collection<StandingQuery> topics) {
        change(topics, List.of());
    }

    /** Takes a topic away; one that is not there is no error. */
    public void withdraw(String topicId) {
        change(List.of(), List.of(topicId));
    }

    /** Adds or replaces topics and takes others away; every message is matched against what was before, or what is then. */
    public void change(Collection<StandingQuery> defined, Collection<String> withdrawn) {
        engine.change(
                defined.stream()
                        .map(topic ->
                                new Standing(topic.topicId(), topic.query().formula(topic.languages())))
                        .toList(),
                withdrawn);
    }

    /** Has every topic wait for its rarest words by all that was read so far, at once instead of some time. */
    public void settle() {
        engine.settle();
    }

    public int size() {
        return engine.size();
    }

    /** The topics this message matches, in the order of their ids, each with the words as the author wrote them. */
    public List<TopicMatch> match(Message message) {
        var hits = engine.match(document(message));
        int most = Math.clamp(MAX_TERMS_OF_A_MESSAGE / Math.max(1, hits.size()), 1, MAX_TERMS);
        return hits.stream()
                .map(hit -> new TopicMatch(hit.id(), terms(hit, message, most)))
                .sorted(Comparator.comparing(TopicMatch::topicId))
                .toList();
    }

    /** The ids of the topics this message matches, in no order. */
    public List<String> topics(Message message) {
        return engine.ids(document(message));
    }

    /** Where in its text a message matches each topic. */
    Map<String, List<Hit.Span>> places(Message message) {
        return engine.match(document(message)).stream().collect(Collectors.toMap(Hit::id, Hit::spans));
    }

    private static Document document(Message message) {
        var stems = switch (message.language()) {
            case "fr" -> Field.FRENCH;
            case "en" -> Field.ENGLISH;
            default -> Field.PLAIN;
        };
        return new Document(
                message.text(),
                stems,
                List.of(
                        new Document.Values(Field.LANGUAGE, () -> List.of(message.language())),
                        new Document.Values(Field.AUTHOR, () -> List.of(Fields.handle(message.authorHandle()))),
                        new Document.Values(
                                Field.SITE,
                                () -> message.host().map(Fields::domains).orElse(List.of())),
                        new Document.Values(Field.LINK, () -> Links.of(message))));
    }

    private static List<String> terms(Hit hit, Message message, int most) {
        Map<String, String> terms = new LinkedHashMap<>();
        for (var span : hit.spans()) {
            var term = message.text().substring(span.start(), span.end());
            terms.putIfAbsent(term.toLowerCase(Locale.ROOT), shortened(term));
            if (terms.size() == most) {
                break;
            }
        }
        // Terms are stored in clear, so they say that it was the author or the place, not who or where.
        fieldTerm(hit, Field.AUTHOR, "author:", terms);
        fieldTerm(hit, Field.SITE, "site:", terms);
        fieldTerm(hit, Field.LINK, "link:", terms);
        return terms.values().stream().limit(most).toList();
    }

    private static void fieldTerm(Hit hit, Field field, String term, Map<String, String> terms) {
        if (hit.fields().contains(field)) {
            terms.put(term, term);
        }
    }

    private static String shortened(String term) {
        return term.length() <= MAX_TERM_LENGTH ? term : term.substring(0, MAX_TERM_LENGTH - 1) + "…";
    }
}
