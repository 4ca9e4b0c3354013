package org.parvis.crm.suggestion.board;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.crm.api.AuthorNotReached;
import org.parvis.crm.api.AuthorReplyDrafted;
import org.parvis.crm.api.AuthorTold;
import org.parvis.crm.api.EvidenceAdded;
import org.parvis.crm.api.SuggestionDecided;
import org.parvis.crm.api.SuggestionEvent;
import org.parvis.crm.api.SuggestionRaised;
import org.parvis.crm.api.SuggestionShipped;
import org.parvis.crm.sql.Instants;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps suggestions with their evidence. Authors are told anew after each outcome, so what was drafted and told before is forgotten when the
 * outcome changes.
 */
@Component
@ProcessingGroup("crm.suggestion.board")
@ReadModel(tables = {"suggestion", "suggestion_evidence"})
final class SuggestionProjection {

    static final String TOPIC = "suggestions";

    private static final Duration NEWS = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final Live live;
    private final Clock clock;

    SuggestionProjection(JdbcClient jdbc, Live live, Clock clock) {
        this.jdbc = jdbc;
        this.live = live;
        this.clock = clock;
    }

    @EventHandler
    void on(
            SuggestionEvent event,
            @SequenceNumber Long version,
            @MetaDataValue(EntryMetadata.ACTOR) String actor,
            @Timestamp Instant at) {
        switch (event) {
            case SuggestionRaised raised -> raised(raised, actor, at);
            case EvidenceAdded added ->
                evidence(
                        added.suggestionId(),
                        added.mentionId(),
                        added.brandId(),
                        added.conversationId(),
                        added.personId(),
                        actor,
                        at);
            case SuggestionDecided decided -> decided(decided, actor, at);
            case SuggestionShipped shipped -> shipped(shipped, at);
            case AuthorReplyDrafted drafted -> replyDrafted(drafted, at);
            case AuthorNotReached missed -> notReached(missed);
            case AuthorTold told -> told(told);
        }
        jdbc.sql("update suggestion set version = ? where suggestion_id = ?")
                .params(version, event.suggestionId())
                .update();
        if (at.isAfter(clock.instant().minus(NEWS))) {
            AfterCommit.run(() -> live.changed(TOPIC, event.brandId(), event.suggestionId()));
        }
    }

    private void raised(SuggestionRaised event, String actor, Instant at) {
        jdbc.sql("""
                insert into suggestion (suggestion_id, brand_id, product_line_id, summary, version, raised_by, raised_at,
                  first_mention_at, person_id)
                values (?, ?, ?, ?, 0, ?, ?, ?, ?)
                """)
                .param(event.suggestionId())
                .param(event.brandId())
                .param(event.productLineId())
                .param(event.summary())
                .param(actor)
                .param(Instants.parameter(at))
                .param(Instants.parameter(event.firstMentionAt()))
                .param(event.personId())
                .update();
        evidence(
                event.suggestionId(),
                event.mentionId(),
                event.brandId(),
                event.conversationId(),
                event.personId(),
                actor,
                at);
    }

    private void evidence(
            String suggestionId,
            String mentionId,
            String brandId,
            String conversationId,
            String personId,
            String actor,
            Instant at) {
        jdbc.sql("""
                insert into suggestion_evidence (suggestion_id, mention_id, brand_id, conversation_id, person_id, added_by, added_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(suggestionId, mentionId, brandId, conversationId, personId, actor, Instants.parameter(at))
                .update();
    }

    private void decided(SuggestionDecided event, String actor, Instant at) {
        var isNewOutcome = jdbc.sql("select decision is distinct from ? from suggestion where suggestion_id = ?")
                .params(event.decision().name(), event.suggestionId())
                .query(Boolean.class)
                .single();
        jdbc.sql("""
                update suggestion set decision = :decision, reason = :reason, decided_by = :actor, decided_at = :at,
                  first_decided_at = coalesce(first_decided_at, :at) where suggestion_id = :id
                """)
                .param("decision", event.decision().name())
                .param("reason", event.reason())
                .param("actor", actor)
                .param("at", Instants.parameter(at))
                .param("id", event.suggestionId())
                .update();
        if (isNewOutcome) {
            nobodyWasTold(event.suggestionId());
        }
    }

    private void shipped(SuggestionShipped event, Instant at) {
        jdbc.sql("update suggestion set shipped_at = ?, ship_note = ? where suggestion_id = ?")
                .params(Instants.parameter(at), event.note(), event.suggestionId())
                .update();
        nobodyWasTold(event.suggestionId());
    }

    private void nobodyWasTold(String suggestionId) {
        jdbc.sql("""
                update suggestion_evidence set reply_id = null, reply_drafted_at = null, not_reached_code = null, told_at = null
                 where suggestion_id = ?
                """).param(suggestionId).update();
    }

    /** One reply speaks to all that a person said in one conversation. */
    private void replyDrafted(AuthorReplyDrafted event, Instant at) {
        jdbc.sql("""
                update suggestion_evidence set reply_id = :reply, reply_drafted_at = :at, not_reached_code = null
                 where suggestion_id = :id and conversation_id in (
                   select conversation_id from suggestion_evidence where suggestion_id = :id and mention_id = :mention)
                """)
                .param("reply", event.replyId())
                .param("at", Instants.parameter(at))
                .param("id", event.suggestionId())
                .param("mention", event.mentionId())
                .update();
    }

    private void notReached(AuthorNotReached event) {
        jdbc.sql("""
                update suggestion_evidence set not_reached_code = :code
                 where suggestion_id = :id and conversation_id in (
                   select conversation_id from suggestion_evidence where suggestion_id = :id and mention_id = :mention)
                """)
                .param("code", event.code())
                .param("id", event.suggestionId())
                .param("mention", event.mentionId())
                .update();
    }

    private void told(AuthorTold event) {
        jdbc.sql("update suggestion_evidence set told_at = ? where suggestion_id = ? and reply_id = ?")
                .params(Instants.parameter(event.toldAt()), event.suggestionId(), event.replyId())
                .update();
    }
}
