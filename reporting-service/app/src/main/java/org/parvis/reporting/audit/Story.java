package org.parvis.reporting.audit;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.parvis.boot.WithoutWall;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Which streams tell the story of a subject. A reply's story is its own, that of its reviews and deliveries, of the conversation it answers
 * and of that conversation's mentions, and the last refused attempts on any of them. Whoever tries again and again adds to no story but their
 * tries, and takes no room from what was done; what is left out is counted.
 */
@Component
final class Story {

    private static final int MOST_STREAMS = 500;
    private static final int MOST_REFUSALS = 100;

    /** What has a stream of its own. A stop has none: all stops of a brand share one. */
    private static final Map<String, String> STREAM_OF = Map.ofEntries(
            Map.entry("reply", "Reply"),
            Map.entry("post", "Post"),
            Map.entry("review", "Review"),
            Map.entry("delivery", "Delivery"),
            Map.entry("conversation", "Conversation"),
            Map.entry("mention", "Mention"),
            Map.entry("suggestion", "Suggestion"),
            Map.entry("relation", "Relation"),
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
            "Reply", Set.of("Review", "Delivery"),
            "Post", Set.of("Review", "Delivery"),
            "Conversation", Set.of("Reply", "Suggestion"));

    /** Whose refused attempts are told with the story. */
    private static final Set<String> TOLD_WITH_REFUSALS =
            Set.of("Reply", "Post", "Review", "Conversation", "Suggestion", "Relation", "Escalation", "Mention");

    /** From a stream of the first kind its story goes back to streams that it names itself. */
    private static final Map<String, Set<String>> GOES_BACK_TO = Map.of(
            "Reply", Set.of("Conversation"),
            "Conversation", Set.of("Mention"),
            "Suggestion", Set.of("Mention", "Reply"));

    private final JdbcClient jdbc;

    Story(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The stream of a subject that has one of its own. */
    static Optional<String> ownStream(String subject) {
        var colon = subject.indexOf(':');
        var type = colon < 0 ? null : STREAM_OF.get(subject.substring(0, colon));
        return Optional.ofNullable(type).map(own -> own + "/" + subject.substring(colon + 1));
    }

    /**
     * The streams of a story.
     *
     * @param alone entries that name the subject, of those streams that hold what is of other subjects too; of these no other entry is told
     * @param refusalsLeftOut how many refused attempts are older than those told
     * @param cut whether there is more of it than is told
     */
    record Streams(Set<String> names, List<Long> alone, long refusalsLeftOut, boolean cut) {

        /** Those of which every entry is told. */
        List<String> whole() {
            return names.stream().filter(name -> !isShared(name)).toList();
        }
    }

    /**
     * Only streams that hold something for the reader: what other brands say of a subject is no part of its story, and takes no room in it.
     *
     * @param subject as {@code kind:id}
     */
    Streams of(String subject, Reader reader) {
        var told = new Told();
        ownStream(subject)
                .ifPresentOrElse(
                        own -> follow(
                                own, type(own).equals("Reply") || type(own).equals("Post"), reader, told),
                        () -> told.of(naming(subject, false, toldByEntry(subject), reader))
                                .forEach(told::add));
        var streams = told.streams;
        // Of what has a stream of its own those on all its parts, of anything else those that name it.
        var tried = ownStream(subject).isEmpty()
                ? Set.of(subject)
                : streams.stream()
                        .filter(stream -> TOLD_WITH_REFUSALS.contains(type(stream)))
                        .map(Story::subject)
                        .collect(Collectors.toSet());
        var all = refusals("count(distinct l.stream)", "", tried, reader)
                .query(Long.class)
                .single();
        refusals("l.stream", "group by l.stream order by max(l.position) desc limit " + MOST_REFUSALS, tried, reader)
                .query(String.class)
                .list()
                .forEach(streams::add);
        var alone = ownStream(subject).isPresent() ? List.<Long>of() : alone(subject, reader);
        return new Streams(streams, alone, Math.max(0, all - MOST_REFUSALS), told.cut);
    }

    private StatementSpec refusals(String what, String rest, Set<String> subjects, Reader reader) {
        return reader.bind(jdbc.sql("""
                        select %s from audit_link l join audit_entry e using (position)
                         where l.subject = any(:subjects) and l.stream like 'Refusal/%%' and %s %s
                        """.formatted(what, Reader.READS, rest)))
                .param("subjects", subjects.toArray(String[]::new));
    }

    /** Whether what a stream holds is about other subjects too, so that of all its entries only those that name one are about it. */
    static boolean isShared(String stream) {
        var type = type(stream);
        return !STREAM_OF.containsValue(type) && !type.equals("Refusal");
    }

    /**
     * Which streams, of a subject that has none of its own, are told by the entries that name it: what else a member did is no part of the
     * story of one of their rights, and what else happened to two thousand messages none of that of a batch.
     */
    private static Set<String> toldByEntry(String subject) {
        return subject.startsWith("batch:") ? Set.of("Member", "Mention") : Set.of("Member");
    }

    /** One more than can be told, so that it is said that there are more. */
    private List<Long> alone(String subject, Reader reader) {
        var toldWhole = new HashSet<>(STREAM_OF.values());
        toldWhole.add("Refusal");
        toldWhole.removeAll(toldByEntry(subject));
        return reader.bind(jdbc.sql("""
                        select l.position from audit_link l join audit_entry e using (position)
                         where l.subject = :subject and split_part(l.stream, '/', 1) <> all(:toldWhole) and %s
                         order by l.position limit %d
                        """.formatted(Reader.READS, LedgerEvents.MOST + 1)))
                .param("subject", subject)
                .param("toldWhole", toldWhole.toArray(String[]::new))
                .query(Long.class)
                .list();
    }

    /** What is found so far, and whether there is more. */
    private static final class Told {

        private final LinkedHashSet<String> streams = new LinkedHashSet<>();
        private boolean cut;

        /** Whether it was not there before. */
        boolean add(String stream) {
            if (streams.size() >= MOST_STREAMS && !streams.contains(stream)) {
                cut = true;
                return false;
            }
            return streams.add(stream);
        }

        /** As many as there is room for at all. */
        List<String> of(List<String> found) {
            cut |= found.size() > MOST_STREAMS;
            return found.subList(0, Math.min(found.size(), MOST_STREAMS));
        }
    }

    private void follow(String stream, boolean whole, Reader reader, Told told) {
        if (!told.add(stream)) {
            return;
        }
        var type = type(stream);
        var onwards = GOES_ON_INTO.getOrDefault(type, Set.of());
        var back = GOES_BACK_TO.getOrDefault(type, Set.of());
        // The conversation of a reply is told without its other replies.
        var telling = type.equals("Conversation") && whole ? Set.<String>of() : onwards;
        if (!telling.isEmpty()) {
            told.of(naming(subject(stream), true, telling, reader)).forEach(next -> follow(next, whole, reader, told));
        }
        if (!back.isEmpty()) {
            told.of(namedBy(stream, back, reader)).forEach(next -> follow(next, whole, reader, told));
        }
    }

    /**
     * The newest streams that name a subject, one more than can be told; refused attempts are told apart. Anybody may name anything, so what
     * is not asked for must not come before what is.
     *
     * @param only whether those of these types alone, or those of all others
     */
    private List<String> naming(String subject, boolean only, Set<String> types, Reader reader) {
        return reader.bind(jdbc.sql("""
                        select l.stream from audit_link l join audit_entry e using (position)
                         where l.subject = :subject and l.stream not like 'Refusal/%%'
                           and (split_part(l.stream, '/', 1) = any(:types)) = :only and %s
                         group by l.stream order by max(l.position) desc limit %d
                        """.formatted(Reader.READS, MOST_STREAMS + 1)))
                .param("subject", subject)
                .param("only", only)
                .param("types", types.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** Those of some streams that hold what is not for the reader too; asked without the wall, behind which nothing of it is to be seen. */
    Set<String> alsoOfOthers(Set<String> streams, Reader reader) {
        return WithoutWall.ask(() -> reader.bind(
                        jdbc.sql("select distinct e.stream from audit_entry e where e.stream = any(:streams) and not "
                                + Reader.READS))
                .param("streams", streams.toArray(String[]::new))
                .query(String.class)
                .set());
    }

    /**
     * Which of some entries and of all entries of some streams are for the reader, the newest, one more than can be told. What somebody
     * may do to their own account without end comes last.
     */
    List<Long> positions(List<Long> some, Set<String> streams, Reader reader) {
        return reader.bind(jdbc.sql("""
                        select e.position from audit_entry e
                         where (e.position = any(:some) or e.stream = any(:streams)) and %s
                         order by e.stream like 'Member/%%' and e.event_type = any(:without_end), e.position desc limit %d
                        """.formatted(Reader.READS, LedgerEvents.MOST + 1)))
                .param("some", some.toArray(Long[]::new))
                .param("streams", streams.toArray(String[]::new))
                .param("without_end", LedgerEvents.ON_THEIR_OWN_ACCOUNT.toArray(String[]::new))
                .query(Long.class)
                .list();
    }

    /**
     * Where the reader acted.
     *
     * @param brands in which
     */
    record Parts(Set<String> streams, Set<String> brands) {}

    /**
     * To have been refused is no part, else whoever tries the door twice would be let in; nor is to have asked others to look at something,
     * but of that matter itself. Looked up, because of what is too much to be told not every entry is read.
     */
    Parts parts(String subject, Streams told, Reader reader) {
        var streams = new HashSet<String>();
        var brands = new HashSet<String>();
        reader.bind(jdbc.sql("""
                        select distinct e.stream, e.brand_id from audit_entry e
                         where (e.position = any(:alone) or e.stream = any(:streams)) and e.actor = :actor
                           and e.event_type <> 'ActRefused' and (:matter or e.stream not like 'Escalation/%%') and %s
                        """.formatted(Reader.READS)))
                .param("alone", told.alone().toArray(Long[]::new))
                .param("streams", told.whole().toArray(String[]::new))
                .param("actor", reader.memberId())
                .param("matter", subject.startsWith("escalation:"))
                .query(row -> {
                    streams.add(row.getString("stream"));
                    var brand = row.getString("brand_id");
                    if (brand != null) {
                        brands.add(brand);
                    }
                });
        return new Parts(streams, brands);
    }

    /** The streams of some types that the newest entries of a stream name, one more than can be told. */
    private List<String> namedBy(String stream, Set<String> types, Reader reader) {
        var kinds = STREAM_OF.entrySet().stream()
                .filter(kind -> types.contains(kind.getValue()))
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        List<String> subjects = reader.bind(jdbc.sql("""
                        select l.subject from audit_link l join audit_entry e using (position)
                         where e.stream = :stream and split_part(l.subject, ':', 1) = any(:kinds) and %s
                         group by l.subject order by max(l.position) desc limit %d
                        """.formatted(Reader.READS, MOST_STREAMS + 1)))
                .param("stream", stream)
                .param("kinds", kinds)
                .query(String.class)
                .list();
        return subjects.stream().map(Story::ownStream).flatMap(Optional::stream).toList();
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
