package org.parvis.reporting.audit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which streams tell the story of a subject. A reply's story is its own, that of its reviews and deliveries, of the conversation it answers
 * and of that conversation's mentions, and every refused attempt on any of them.
 */
@Component
final class Story {

    private static final int MOST_STREAMS = 500;

    /** What has a stream of its own. A stop has none: all stops of a brand share one. */
    private static final Map<String, String> STREAM_OF = Map.ofEntries(
            Map.entry("reply", "Reply"),
            Map.entry("post", "Post"),
            Map.entry("review", "Review"),
            Map.entry("delivery", "Delivery"),
            Map.entry("conversation", "Conversation"),
            Map.entry("mention", "Mention"),
            Map.entry("suggestion", "Suggestion"),
            Map.entry("escalation", "Escalation"),
            Map.entry("channel", "Channel"),
            Map.entry("source", "Source"),
            Map.entry("topic", "Topic"),
            Map.entry("guideline", "Guideline"),
            Map.entry("policy", "Policy"),
            Map.entry("rota", "Rota"),
            Map.entry("product-line", "ProductLine"),
            Map.entry("member", "Member"),
            Map.entry("erasure", "Erasure"),
            Map.entry("access-export", "AccessExport"),
            Map.entry("brand", "Brand"));

    /** From a stream of the first kind its story goes on into streams of the second that name it. */
    private static final Map<String, Set<String>> GOES_ON_INTO = Map.of(
            "Reply", Set.of("Review", "Delivery", "Refusal"),
            "Post", Set.of("Review", "Delivery", "Refusal"),
            "Review", Set.of("Refusal"),
            "Conversation", Set.of("Reply", "Suggestion", "Refusal"),
            "Suggestion", Set.of("Refusal"),
            "Escalation", Set.of("Refusal"),
            "Mention", Set.of("Refusal"));

    /** From a stream of the first kind its story goes back to streams that it names itself. */
    private static final Map<String, Set<String>> GOES_BACK_TO = Map.of(
            "Reply", Set.of("Conversation"),
            "Conversation", Set.of("Mention"),
            "Suggestion", Set.of("Mention", "Reply"));

    private final JdbcClient jdbc;

    Story(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param subject as {@code kind:id} */
    Set<String> streamsOf(String subject) {
        var colon = subject.indexOf(':');
        var kind = colon < 0 ? "" : subject.substring(0, colon);
        var type = STREAM_OF.get(kind);
        var streams = new LinkedHashSet<String>();
        if (type != null) {
            follow(type + "/" + subject.substring(colon + 1), type.equals("Reply") || type.equals("Post"), streams);
        } else {
            streams.addAll(naming(subject));
        }
        return streams;
    }

    private void follow(String stream, boolean whole, Set<String> streams) {
        if (streams.size() >= MOST_STREAMS || !streams.add(stream)) {
            return;
        }
        var type = type(stream);
        var onwards = GOES_ON_INTO.getOrDefault(type, Set.of());
        var back = GOES_BACK_TO.getOrDefault(type, Set.of());
        // The conversation of a reply is told without its other replies.
        var telling = type.equals("Conversation") && whole ? Set.of("Refusal") : onwards;
        for (var next : naming(subject(stream))) {
            if (telling.contains(type(next))) {
                follow(next, whole, streams);
            }
        }
        for (var next : namedBy(stream)) {
            if (back.contains(type(next))) {
                follow(next, whole, streams);
            }
        }
    }

    private Set<String> naming(String subject) {
        return jdbc.sql("select distinct stream from audit_link where subject = ? limit " + MOST_STREAMS)
                .param(subject)
                .query(String.class)
                .set();
    }

    private Set<String> namedBy(String stream) {
        List<String> subjects = jdbc.sql("""
                        select distinct l.subject from audit_link l join audit_entry e using (position)
                         where e.stream = ? limit 500
                        """).param(stream).query(String.class).list();
        return subjects.stream()
                .filter(s -> STREAM_OF.containsKey(s.substring(0, s.indexOf(':'))))
                .map(s -> STREAM_OF.get(s.substring(0, s.indexOf(':')))
                        + s.substring(s.indexOf(':')).replaceFirst(":", "/"))
                .collect(Collectors.toSet());
    }

    private static String type(String stream) {
        return stream.substring(0, Math.max(0, stream.indexOf('/')));
    }

    private static String subject(String stream) {
        var type = type(stream);
        return STREAM_OF.entrySet().stream()
                        .filter(e -> e.getValue().equals(type))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(type)
                + ":" + stream.substring(stream.indexOf('/') + 1);
    }
}
