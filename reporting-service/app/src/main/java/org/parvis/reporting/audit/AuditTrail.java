package org.parvis.reporting.audit;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.parvis.axon.EntryMetadata;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.PageRequest;
import org.parvis.identity.api.ActRefused;
import org.parvis.moderation.api.ReviewSeen;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryParked;
import org.parvis.publishing.api.OutcomeUnknown;
import org.parvis.reporting.audit.AuditEntry.Mark;
import org.parvis.reporting.audit.AuditEntry.Seen;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The story of a subject, entry by entry, in words. */
@Component
final class AuditTrail {

    private final Story story;
    private final LedgerEvents ledger;
    private final MemberDirectory members;
    private final MessageSource messages;
    private final JdbcClient jdbc;

    AuditTrail(Story story, LedgerEvents ledger, MemberDirectory members, MessageSource messages, JdbcClient jdbc) {
        this.story = story;
        this.ledger = ledger;
        this.members = members;
        this.messages = messages;
        this.jdbc = jdbc;
    }

    /**
     * What is known of a subject: its streams and its entries, in order; empty when the ledger has nothing on it.
     *
     * @param refusalsLeftOut how many older refused attempts are not among them
     * @param cut whether there is more than is told
     * @param cutStreams of which there is more
     */
    record Trail(
            String subject,
            Set<String> streams,
            List<LedgerEvents.Read> entries,
            long refusalsLeftOut,
            boolean cut,
            Set<String> cutStreams) {

        /** The brands its entries belong to. */
        Set<String> brands() {
            return entries.stream()
                    .map(LedgerEvents.Read::brandId)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /** Those of the streams that are told from their first entry to their last. */
        List<LedgerEvents.Read> whole() {
            return entries.stream()
                    .filter(read -> isWhole(read.entry().aggregateId()))
                    .toList();
        }

        boolean isWhole(String stream) {
            return streams.contains(stream) && !cutStreams.contains(stream) && !Story.isShared(stream);
        }

        /** Only some of its entries; a stream that holds others too stays out. */
        Trail only(Predicate<LedgerEvents.Read> wanted) {
            var left = entries.stream()
                    .filter(wanted.negate())
                    .map(read -> read.entry().aggregateId())
                    .collect(Collectors.toSet());
            return new Trail(
                    subject,
                    streams.stream().filter(stream -> !left.contains(stream)).collect(Collectors.toSet()),
                    entries.stream().filter(wanted).toList(),
                    refusalsLeftOut,
                    cut,
                    cutStreams);
        }
    }

    /** What there is for a reader on a subject. */
    Trail find(String subject, Reader reader) {
        return find(subject, story.of(subject, reader), reader);
    }

    /** The same when it is known where it is told. What is not for the reader is left out before anything is read, so that it takes no room. */
    Trail find(String subject, Story.Streams told, Reader reader) {
        var others = story.alsoOfOthers(told.names(), reader);
        var theirs = new HashSet<>(told.names());
        theirs.removeAll(others);
        var whole = told.whole().stream().filter(theirs::contains).toList();
        others.removeIf(Story::isShared);
        var read = ledger.of(story.positions(told.alone(), others, reader), whole);
        // Once more, for what was added in between.
        return new Trail(
                        subject,
                        theirs,
                        read.entries(),
                        told.refusalsLeftOut(),
                        told.cut() || !read.cut().isEmpty(),
                        read.cut())
                .only(reader::reads);
    }

    /** A part of a story in words. */
    Listing<AuditEntry> told(Trail trail, PageRequest page, Locale locale) {
        var after = page.after() == null ? 0 : position(page.after());
        var rest = trail.entries().stream()
                .filter(read -> read.entry().position() > after)
                .limit(page.limit() + 1L)
                .toList();
        return Listing.of(told(rest, locale), page, entry -> Long.toString(entry.position()));
    }

    private static long position(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new InvalidInput("after", "cursor");
        }
    }

    private List<AuditEntry> told(List<LedgerEvents.Read> entries, Locale locale) {
        var ids = entries.stream()
                .map(e -> String.valueOf(e.metadata().getOrDefault(EntryMetadata.ACTOR, "")))
                .collect(Collectors.toSet());
        var names = members.names(ids);
        return entries.stream()
                .map(read -> entry(read, names.getOrDefault(actor(read), actor(read)), locale))
                .toList();
    }

    /** The newest replies of some brands, to choose from. */
    List<Recent> recentReplies(boolean all, String[] brands, int limit, Locale locale) {
        var found = jdbc.sql("""
                        select l.subject, max(e.position) as position, max(e.recorded_at) as at,
                               bool_or(e.event_type = 'DeliveryConfirmed') as confirmed,
                               (array_agg(e.actor order by e.position))[1] as author,
                               (array_agg(e.event_type order by e.position desc))[1] as last
                          from audit_link l join audit_entry e using (position)
                         where l.subject like 'reply:%' and (:all or e.brand_id = any(:brands))
                         group by l.subject order by position desc limit :limit
                        """)
                .param("all", all)
                .param("brands", brands)
                .param("limit", limit)
                .query((row, number) -> new Recent(
                        row.getString("subject"),
                        row.getLong("position"),
                        row.getTimestamp("at").toInstant(),
                        row.getBoolean("confirmed"),
                        row.getString("author"),
                        text("audit.what." + row.getString("last"), locale, row.getString("last"))))
                .list();
        var names = members.names(found.stream().map(Recent::author).collect(Collectors.toSet()));
        return found.stream()
                .map(r -> r.by(names.getOrDefault(r.author(), r.author())))
                .toList();
    }

    /**
     * A reply one may look at.
     *
     * @param author who wrote its first draft
     * @param last what its newest entry says
     */
    record Recent(String subject, long position, Instant at, boolean confirmed, String author, String last) {

        private Recent by(String name) {
            return new Recent(subject, position, at, confirmed, name, last);
        }
    }

    private static String actor(LedgerEvents.Read read) {
        return String.valueOf(read.metadata().getOrDefault(EntryMetadata.ACTOR, ""));
    }

    private AuditEntry entry(LedgerEvents.Read read, String actorName, Locale locale) {
        var what = read.event().getClass().getSimpleName();
        var role = (String) read.metadata().get(EntryMetadata.ROLE);
        var kind = String.valueOf(read.metadata().getOrDefault(EntryMetadata.ACTOR_KIND, ""));
        return new AuditEntry(
                read.entry().position(),
                read.entry().recordedAt(),
                what,
                text("audit.what." + what, locale, what),
                actor(read),
                kind.equals("AUTOMATION") ? text("audit.automation", locale, actorName, actorName) : actorName,
                kind,
                role,
                role == null ? "" : text("audit.role." + role, locale, role),
                detail(read.event(), locale),
                Subjects.contentHash(read.event()),
                read.event() instanceof ReviewSeen seen ? new Seen(seen.viewHash(), seen.seenMessages()) : null,
                mark(read.event()));
    }

    private static Mark mark(Object event) {
        return switch (event) {
            case ActRefused refused -> Mark.REFUSES;
            case OutcomeUnknown unknown -> Mark.UNKNOWN;
            case DeliveryParked parked -> Mark.UNKNOWN;
            case DeliveryConfirmed confirmed -> Mark.PROVES;
            default -> {
                var name = event.getClass().getSimpleName();
                yield name.startsWith("ReviewApproved")
                                || name.equals("ReviewRefused")
                                || name.equals("SuggestionDecided")
                        ? Mark.DECIDES
                        : Mark.PLAIN;
            }
        };
    }

    private String detail(Object event, Locale locale) {
        var key = "audit.detail." + event.getClass().getSimpleName();
        return switch (Details.of(event)) {
            case null -> "";
            case Object[] arguments -> text(key, locale, "", arguments);
        };
    }

    private String text(String key, Locale locale, String otherwise, Object... arguments) {
        var text = messages.getMessage(key, arguments, otherwise, locale);
        return text == null ? otherwise : text;
    }
}
