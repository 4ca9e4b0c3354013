package org.parvis.benchmarks;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.parvis.listening.mention.MentionIntake;

/** Counts afterwards: what should be there by what was written, and what is there. */
final class IngestReckoning {

    private final Database database;
    private final MentionIntake intake;
    private final List<IngestPlace> places;

    IngestReckoning(Database database, MentionIntake intake, List<IngestPlace> places) {
        this.database = database;
        this.intake = intake;
        this.places = places;
    }

    /** @throws IllegalStateException when a post is missing, or there twice, or overtook another one of its conversation */
    void check(PrintStream out) throws SQLException {
        var expected = expected();
        var room = room();
        same("posts in the listening room", expected, room);
        long spam = number("select count(*) from listening.mention where intent = 'SPAM'");
        long received = number("select count(*) from ledger.entry where event_type like '%.MessageReceived'");
        same(
                "mentions on record",
                expected.size(),
                number("select count(*) from ledger.entry where event_type like '%.MentionCollected'"));
        same("messages on record", expected.size() - spam, received);
        same("messages in the inbox", received, number("select coalesce(sum(messages), 0) from crm.conversation"));
        same("texts in the threads", expected.size(), number("select count(*) from crm.thread_item"));
        same("mentions left waiting", 0, number("select count(*) from crm.intake where state = 'WAITING'"));
        long conversations = number("select count(*) from crm.conversation");
        same("conversations in the answer times", conversations, number("select count(*) from reporting.answer_time"));
        same(
                "entries in the audit",
                number("select count(*) from ledger.entry"),
                number("select count(*) from reporting.audit_entry"));
        var orders = new Orders();
        database.readFrom(IngestBenchmark.DATABASE, """
                select r.conversation, m.permalink from (
                  select position, convert_from(payload, 'UTF8')::jsonb ->> 'conversationId' as conversation,
                         convert_from(payload, 'UTF8')::jsonb ->> 'mentionId' as mention
                    from ledger.entry where event_type like '%.MessageReceived') r
                  join listening.mention m on m.mention_id = r.mention order by r.position""", row -> orders.take(row.getString(1), row.getString(2)));
        same("messages that overtook another one of their conversation", 0, orders.overtaken);
        var bySource = new Orders();
        database.readFrom(IngestBenchmark.DATABASE, """
                select m.source_id, m.permalink from ledger.entry e
                  join listening.mention m on e.aggregate_id = 'Mention/' || m.mention_id
                 where e.event_type like '%.MentionCollected' order by e.position""", row -> bySource.take(row.getString(1), row.getString(2)));
        same("posts that overtook another one of their source", 0, bySource.overtaken);
        long told = places.stream().mapToLong(IngestPlace::told).sum();
        out.printf(
                Locale.ROOT,
                "  counted: of %,d posts %,d match a topic; each is once in the room, once in %,d conversations (but %,d spam), each of these"
                        + " once in the answer times; none overtook another of its source or conversation%n",
                told,
                expected.size(),
                conversations,
                spam);
    }

    private Set<String> expected() {
        var expected = new HashSet<String>();
        for (var place : places) {
            for (int number = 0; number < place.told(); number++) {
                var post = place.posts.post(number);
                if (!intake.topics(IngestHouse.BRAND, post).isEmpty()) {
                    expected.add(post.permalink());
                }
            }
        }
        return expected;
    }

    private Set<String> room() throws SQLException {
        var found = new ArrayList<String>();
        database.readFrom(
                IngestBenchmark.DATABASE,
                "select permalink from listening.mention",
                row -> found.add(row.getString(1)));
        var room = Set.copyOf(found);
        same("posts in the room, each once", room.size(), found.size());
        return room;
    }

    private long number(String sql) throws SQLException {
        var found = new long[1];
        database.readFrom(IngestBenchmark.DATABASE, sql, row -> found[0] = row.getLong(1));
        return found[0];
    }

    private static void same(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            var more = expected instanceof Set<?> all && found instanceof Set<?> there
                    ? all.size() + " expected, " + there.size() + " found"
                    : expected + " expected, " + found + " found";
            throw new IllegalStateException(what + ": " + more);
        }
    }

    private static void same(String what, long expected, long found) {
        same(what, (Object) expected, (Object) found);
    }

    /** Whether numbers of posts only grow within a group. */
    private static final class Orders {

        private final Map<String, Integer> last = new HashMap<>();
        private long overtaken;

        void take(String group, String permalink) {
            int number = Integer.parseInt(permalink.substring(permalink.lastIndexOf('/') + 1));
            if (Objects.requireNonNullElse(last.put(group, number), -1) > number) {
                overtaken++;
            }
        }
    }
}
