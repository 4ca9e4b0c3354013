package org.parvis.crm.access;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.ledger.Entry;
import org.parvis.ledger.LedgerReader;
import org.parvis.privacy.KeepsWordsApart;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Everything in the ledger that is about one person: all entries that name them, and all others of the same matters. Other people outside and
 * the members of the house are hidden.
 */
@Component
class PersonEntries {

    static final int MOST = 20_000;

    /** In bytes of what they say: a copy is made, sealed and handed out in one piece. */
    static final int MOST_WEIGHT = 4_000_000;

    private static final int MOST_STREAMS = 5_000;
    private static final int MOST_OF_ONE = 2_000;
    private static final String SOMEBODY_ELSE = "[somebody else]";
    private static final String MEMBER = "[a member of the house]";
    private static final Set<String> MEMBERS = Set.of(
            "adopterId",
            "authorId",
            "approverId",
            "backupId",
            "deciderId",
            "editorId",
            "editors",
            "memberId",
            "members",
            "ownerId",
            "levels",
            "proposerId",
            "requesterId",
            "managers");

    private final JdbcClient jdbc;
    private final LedgerReader reader;
    private final Serializer serializer;

    PersonEntries(JdbcClient jdbc, LedgerReader reader, Serializer serializer) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.serializer = serializer;
    }

    /** One entry as the person may read it. */
    record Told(
            long position,
            Instant at,
            String service,
            String what,
            String matter,
            @Nullable String role,
            Map<String, Object> data) {}

    record All(List<Told> entries, boolean complete) {}

    /** What is read so far. */
    private static final class Pile {

        private final List<Entry> entries = new ArrayList<>();
        private long weight;
        private int ofOne;

        boolean isFull() {
            return entries.size() >= MOST || weight > MOST_WEIGHT;
        }

        boolean takes(Entry entry) {
            weight += entry.payload().length;
            var takes = !isFull() && ofOne < MOST_OF_ONE;
            if (takes) {
                entries.add(entry);
                ofOne++;
            }
            return takes;
        }
    }

    All of(String personId) {
        // Entries name a person by id in clear, so no key is needed to find them.
        var streams = new LinkedHashSet<>(jdbc.sql("""
                        select distinct aggregate_id from ledger.entry
                         where position(convert_to(?, 'UTF8') in payload) > 0 limit ?
                        """)
                .params("\"" + personId + "\"", MOST_STREAMS + 1)
                .query(String.class)
                .list());
        var complete = streams.size() <= MOST_STREAMS;
        var pile = new Pile();
        for (var stream : streams) {
            if (pile.isFull()) {
                complete = false;
                break;
            }
            pile.ofOne = 0;
            complete &= reader.forEachOfAggregate(stream, pile::takes);
        }
        var told = pile.entries.stream()
                .sorted(Comparator.comparingLong(Entry::position))
                .map(entry -> told(entry, personId))
                .toList();
        return new All(told, complete);
    }

    private Told told(Entry entry, String personId) {
        Object event = serializer.deserialize(
                new SimpleSerializedObject<>(entry.payload(), byte[].class, entry.eventType(), entry.revision()));
        MetaData metadata = serializer.deserialize(new SerializedMetaData<>(entry.metadata(), byte[].class));
        var role = metadata.get(EntryMetadata.ROLE);
        var parts = entry.eventType().split("\\.");
        return new Told(
                entry.position(),
                entry.recordedAt(),
                parts.length > 2 ? parts[2] : "",
                parts[parts.length - 1],
                entry.aggregateId(),
                role == null ? null : role.toString(),
                data(event, personId));
    }

    private static Map<String, Object> data(Object event, String personId) {
        var about = subject(event);
        var isElse = about != null && !about.equals(personId);
        // Somebody else's lists stay without their words.
        var whole = event instanceof KeepsWordsApart apart && !isElse ? apart.whole() : Map.<String, Object>of();
        var data = new LinkedHashMap<String, Object>();
        for (var component : event.getClass().getRecordComponents()) {
            var value = value(component, event);
            if (value == null) {
                continue;
            }
            var name = component.getName();
            if (MEMBERS.contains(name)) {
                data.put(name, MEMBER);
            } else if ((isElse && component.isAnnotationPresent(Protected.class))
                    || (name.equals("personId") && !value.equals(personId))) {
                data.put(name, SOMEBODY_ELSE);
            } else if (name.equals("personIds") && value instanceof Collection<?>) {
                data.put(name, List.of(personId));
            } else {
                data.put(name, whole.getOrDefault(name, value));
            }
        }
        return data;
    }

    private static @Nullable String subject(Object event) {
        for (var component : event.getClass().getRecordComponents()) {
            if (component.isAnnotationPresent(Subject.class)) {
                var value = value(component, event);
                return value == null ? null : value.toString();
            }
        }
        return null;
    }

    private static @Nullable Object value(RecordComponent component, Object event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }
}
