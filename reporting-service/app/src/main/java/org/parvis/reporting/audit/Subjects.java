package org.parvis.reporting.audit;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.ErasureRequested;
import org.parvis.crm.api.RetentionExpired;
import org.parvis.crm.api.SuggestionRaised;
import org.parvis.identity.api.ActRefused;

/**
 * What an entry is about, read from its id fields: {@code replyId} makes {@code reply:…}. Fields whose name does not say the kind are
 * listed here.
 */
final class Subjects {

    /** By the name of a field that names one; names that are not here lead to their own kind. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("authorId", "member"),
            Map.entry("approverId", "member"),
            Map.entry("ownerId", "member"),
            Map.entry("backupId", "member"),
            Map.entry("deciderId", "member"),
            Map.entry("editorId", "member"),
            Map.entry("requesterId", "member"),
            Map.entry("proposerId", "member"),
            Map.entry("adopterId", "member"),
            Map.entry("exportId", "access-export"),
            Map.entry("firstMentionId", "mention"),
            Map.entry("likeMentionId", "mention"),
            Map.entry("intoStoryId", "story"),
            Map.entry("productLineId", "product-line"));

    /** What a network calls a message is no subject of ours; what is reviewed and what goes out is told by its own kind. */
    private static final List<String> NO_SUBJECTS = List.of("reviewed:", "outgoing:", "remote:", "parent-remote:");

    /**
     * What nearly every entry names. No story asks who names them, each is told by its own stream; so they are named only by what is about
     * nothing else.
     */
    private static final List<String> NAMED_BY_ALL = List.of("brand:", "source:");

    private static final ClassValue<Fields> FIELDS = new ClassValue<>() {
        @Override
        protected Fields computeValue(Class<?> type) {
            return Fields.of(type);
        }
    };

    /**
     * What is read of one kind of entry.
     *
     * @param ids of what it names, in their order
     */
    private record Fields(List<Id> ids, Map<String, Method> byName) {

        private record Id(String kind, Method accessor) {}

        static Fields of(Class<?> type) {
            var components = List.of(type.getRecordComponents());
            return new Fields(
                    components.stream()
                            .filter(c ->
                                    c.getType() == String.class && c.getName().endsWith("Id"))
                            .map(c -> new Id(kind(c.getName()), c.getAccessor()))
                            .toList(),
                    components.stream()
                            .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getAccessor)));
        }

        private static String kind(String field) {
            var kind = KINDS.get(field);
            return kind == null ? kebab(field.substring(0, field.length() - 2)) : kind;
        }
    }

    private Subjects() {}

    static Set<String> of(Object event) {
        var subjects = new LinkedHashSet<String>();
        FIELDS.get(event.getClass()).ids().forEach(id -> add(subjects, id.kind(), value(id.accessor(), event)));
        var kind = named(event, "reviewed", "outgoing");
        if (kind != null) {
            add(subjects, kind.toLowerCase(Locale.ROOT), named(event, "reviewedId", "outgoingId"));
        }
        switch (event) {
            case ActRefused refused -> subjects.add(refused.subject());
            case ErasureRequested asked -> asked.personIds().forEach(person -> add(subjects, "person", person));
            case RetentionExpired expired -> expired.personIds().forEach(person -> add(subjects, "person", person));
            case SuggestionRaised raised -> add(subjects, "product-line", raised.productLineId());
            default -> {
                var subject = named(event, "subject");
                if (subject != null && subject.contains(":")) {
                    subjects.add(subject);
                }
            }
        }
        subjects.removeIf(s -> NO_SUBJECTS.stream().anyMatch(s::startsWith));
        for (var common : NAMED_BY_ALL) {
            if (!subjects.stream().allMatch(s -> s.startsWith(common))) {
                subjects.removeIf(s -> s.startsWith(common));
            }
        }
        return subjects;
    }

    /** The hash of the content an entry is about, when it has one. */
    static @Nullable String contentHash(Object event) {
        return named(event, "contentHash");
    }

    private static void add(Set<String> subjects, String kind, @Nullable String id) {
        if (id != null) {
            subjects.add(kind + ":" + id);
        }
    }

    private static @Nullable String named(Object event, String... names) {
        for (var name : names) {
            var accessor = FIELDS.get(event.getClass()).byName().get(name);
            if (accessor != null) {
                return value(accessor, event);
            }
        }
        return null;
    }

    private static @Nullable String value(Method accessor, Object event) {
        try {
            var value = accessor.invoke(event);
            return value == null ? null : value.toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + accessor, e);
        }
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
