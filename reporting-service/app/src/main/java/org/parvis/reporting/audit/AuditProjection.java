package org.parvis.reporting.audit;

import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.axon.projection.BatchRows;
import org.parvis.axon.projection.Kept;
import org.parvis.crm.api.AccessExportEvent;
import org.parvis.crm.api.BrandSettingsEvent;
import org.parvis.crm.api.ConversationEvent;
import org.parvis.crm.api.ErasureEvent;
import org.parvis.crm.api.ProductLineEvent;
import org.parvis.crm.api.RelationEvent;
import org.parvis.crm.api.RetentionEvent;
import org.parvis.crm.api.SuggestionEvent;
import org.parvis.identity.api.ActRefused;
import org.parvis.identity.api.BrandEvent;
import org.parvis.identity.api.MemberEvent;
import org.parvis.identity.api.ProvisioningEvent;
import org.parvis.identity.api.SecondFactorRequired;
import org.parvis.identity.api.SecondPersonEvent;
import org.parvis.identity.api.SessionEvent;
import org.parvis.listening.api.AlertRuleEvent;
import org.parvis.listening.api.CorrectionBatchEvent;
import org.parvis.listening.api.IncidentEvent;
import org.parvis.listening.api.MentionEvent;
import org.parvis.listening.api.OwnReadingEvent;
import org.parvis.listening.api.SourceEvent;
import org.parvis.listening.api.StoryEvent;
import org.parvis.listening.api.TopicEvent;
import org.parvis.moderation.api.EscalationEvent;
import org.parvis.moderation.api.GuidelineEvent;
import org.parvis.moderation.api.PolicyEvent;
import org.parvis.moderation.api.ReviewEvent;
import org.parvis.moderation.api.RotaEvent;
import org.parvis.publishing.api.ChannelEvent;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryEvent;
import org.parvis.publishing.api.PostEvent;
import org.parvis.publishing.api.ReplyEvent;
import org.parvis.publishing.api.StopEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Links every entry of the ledger to what it is about. A test sees to it that no kind of event is forgotten here. */
@Component
@ProcessingGroup("reporting.audit.entries")
@ReadModel(tables = {"audit_entry", "audit_link", "audit_permalink"})
final class AuditProjection {

    private final JdbcTemplate jdbc;
    private final BatchRows<Long, Row> rows;

    private record Row(
            long position,
            String stream,
            String eventType,
            Timestamp recordedAt,
            @Nullable String brandId,
            String actor,
            String actorKind,
            @Nullable String role,
            @Nullable String contentHash,
            Set<String> subjects) {}

    private record Link(String subject, long position, String stream) {}

    AuditProjection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        rows = BatchRows.ofNew(all -> write(jdbc, all));
    }

    private static void write(JdbcTemplate jdbc, List<Row> all) {
        jdbc.batchUpdate(
                """
                insert into audit_entry (position, stream, event_type, recorded_at, brand_id, actor, actor_kind, role, content_hash)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                all.stream()
                        .map(r -> new @Nullable Object[] {
                            r.position,
                            r.stream,
                            r.eventType,
                            r.recordedAt,
                            r.brandId,
                            r.actor,
                            r.actorKind,
                            r.role,
                            r.contentHash
                        })
                        .toList());
        var links = all.stream()
                .flatMap(r -> r.subjects.stream().map(s -> new Link(Kept.words(s), r.position, r.stream)))
                .toList();
        jdbc.update(
                """
                insert into audit_link (subject, position, stream) select * from unnest(?::text[], ?::bigint[], ?::text[])
                on conflict do nothing
                """,
                links.stream().map(Link::subject).toArray(String[]::new),
                links.stream().map(Link::position).toArray(Long[]::new),
                links.stream().map(Link::stream).toArray(String[]::new));
    }

    private void add(Object event, EventMessage<?> message, TrackingToken token) {
        if (!(token instanceof GlobalSequenceTrackingToken global)) {
            throw new IllegalStateException("The audit needs the position of each entry, not " + token);
        }
        var metadata = message.getMetaData();
        var stream = message instanceof DomainEventMessage<?> domain
                ? domain.getType() + "/" + domain.getAggregateIdentifier()
                : message.getIdentifier();
        rows.set(
                global.getGlobalIndex(),
                new Row(
                        global.getGlobalIndex(),
                        stream,
                        event.getClass().getSimpleName(),
                        Timestamp.from(message.getTimestamp()),
                        (String) metadata.get(EntryMetadata.BRAND),
                        String.valueOf(metadata.getOrDefault(EntryMetadata.ACTOR, "")),
                        String.valueOf(metadata.getOrDefault(EntryMetadata.ACTOR_KIND, "")),
                        (String) metadata.get(EntryMetadata.ROLE),
                        Subjects.contentHash(event),
                        Subjects.of(event)));
    }

    @EventHandler
    void on(ActRefused event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(BrandEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(MemberEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(SessionEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(ProvisioningEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(SecondPersonEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(SecondFactorRequired event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(TopicEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(SourceEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(MentionEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(StoryEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(CorrectionBatchEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(OwnReadingEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(IncidentEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(AlertRuleEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(ConversationEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(SuggestionEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(RelationEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(ProductLineEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(BrandSettingsEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(ChannelEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(ReplyEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(PostEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(DeliveryEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
        if (event instanceof DeliveryConfirmed live) {
            jdbc.update(
                    "insert into audit_permalink (permalink, subject) values (?, ?) on conflict do nothing",
                    Kept.words(live.permalink()),
                    live.outgoing().name().toLowerCase(Locale.ROOT) + ":" + live.outgoingId());
        }
    }

    @EventHandler
    void on(StopEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(PolicyEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(GuidelineEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(ReviewEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(EscalationEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(ErasureEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(RetentionEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(AccessExportEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }

    @EventHandler
    void on(RotaEvent event, EventMessage<?> message, TrackingToken token) {
        add(event, message, token);
    }
}
