package org.parvis.reporting.audit;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /** By the name of a field that names one; names that are not here lead to their own kind, found out once. */
    private static final Map<String, String> KINDS = new ConcurrentHashMap<>(Map.ofEntries(
            Map.entry("authorId", "member"),
            Map.entry("approverId", "member"),
            Map.entry("deciderId", "member"),
            Map.entry("editorId", "member"),
            Map.entry("requesterId", "member"),
            Map.entry("proposerId", "member"),
            Map.entry("adopterId", "member"),
            Map.entry("exportId", "access-export"),
            Map.entry("firstMentionId", "mention"),
            Map.entry("likeMentionId", "mention"),
            Map.entry("intoStoryId", "story"),
            Map.entry("productLineId", "product-line")));

    /** What a network calls a message is no subject of ours; what is reviewed and what goes out is told by its own kind. */
    private static final List<String> NO_SUBJECTS = List.of("reviewed:", "outgoing:", "remote:", "parent-remote:");

    private Subjects() {}

    static Set<String> of(Object event) {
        var subjects = new LinkedHashSet<String>();
        for (var component : event.getClass().getRecordComponents()) {
            var name = component.getName();
            if (component.getType() == String.class && name.endsWith("Id") && !name.equals("clientKey")) {
                add(
                        subjects,
                        KINDS.computeIfAbsent(name, n -> kebab(n.substring(0, n.length() - 2))),
                        value(component, event));
            }
        }
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
            for (var component : event.getClass().getRecordComponents()) {
                if (component.getName().equals(name)) {
                    return value(component, event);
                }
            }
        }
        return null;
    }

    private static @Nullable String value(RecordComponent component, Object event) {
        try {
            var value = component.getAccessor().invoke(event);
            return value == null ? null : value.toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
