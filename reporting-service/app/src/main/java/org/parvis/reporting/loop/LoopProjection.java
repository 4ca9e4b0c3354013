package org.parvis.reporting.loop;

import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.parvis.axon.ReadModel;
import org.parvis.crm.api.AuthorTold;
import org.parvis.crm.api.EvidenceAdded;
import org.parvis.crm.api.SuggestionDecided;
import org.parvis.crm.api.SuggestionRaised;
import org.parvis.crm.api.SuggestionShipped;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When each suggestion was first mentioned, raised, decided, shipped, and its authors told. */
@Component
@ProcessingGroup("reporting.loop.suggestions")
@ReadModel(tables = {"loop_time", "loop_author"})
final class LoopProjection {

    private final JdbcClient jdbc;

    LoopProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(SuggestionRaised event, @Timestamp Instant at) {
        jdbc.sql("""
                        insert into loop_time (suggestion_id, brand_id, product_line_id, summary, first_mention_at, raised_at,
                          person_id)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        event.suggestionId(),
                        event.brandId(),
                        event.productLineId(),
                        event.summary(),
                        event.firstMentionAt().atOffset(ZoneOffset.UTC),
                        at.atOffset(ZoneOffset.UTC),
                        event.personId())
                .update();
        author(event.suggestionId(), event.mentionId(), event.personId());
    }

    @EventHandler
    void on(EvidenceAdded event) {
        author(event.suggestionId(), event.mentionId(), event.personId());
    }

    @EventHandler
    void on(SuggestionDecided event, @Timestamp Instant at) {
        jdbc.sql("update loop_time set decided_at = coalesce(decided_at, ?), decision = ? where suggestion_id = ?")
                .params(at.atOffset(ZoneOffset.UTC), event.decision().name(), event.suggestionId())
                .update();
    }

    @EventHandler
    void on(SuggestionShipped event, @Timestamp Instant at) {
        jdbc.sql("update loop_time set shipped_at = coalesce(shipped_at, ?) where suggestion_id = ?")
                .params(at.atOffset(ZoneOffset.UTC), event.suggestionId())
                .update();
    }

    @EventHandler
    void on(AuthorTold event) {
        jdbc.sql("update loop_author set told_at = coalesce(told_at, ?) where suggestion_id = ? and mention_id = ?")
                .params(event.toldAt().atOffset(ZoneOffset.UTC), event.suggestionId(), event.mentionId())
                .update();
        count(event.suggestionId());
    }

    private void author(String suggestionId, String mentionId, String personId) {
        jdbc.sql(
                        "insert into loop_author (suggestion_id, mention_id, person_id) values (?, ?, ?) on conflict do nothing")
                .params(suggestionId, mentionId, personId)
                .update();
        count(suggestionId);
    }

    /** People, not messages: somebody who asked twice is one author. */
    private void count(String suggestionId) {
        jdbc.sql("""
                        update loop_time set
                          authors = (select count(distinct person_id) from loop_author a where a.suggestion_id = loop_time.suggestion_id),
                          told = (select count(distinct person_id) from loop_author a where a.suggestion_id = loop_time.suggestion_id and told_at is not null),
                          told_at = (select max(told_at) from loop_author a where a.suggestion_id = loop_time.suggestion_id)
                        where suggestion_id = ?
                        """).param(suggestionId).update();
    }
}
