package org.parvis.crm.integration;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.crm.api.EvidenceAdded;
import org.parvis.crm.api.SuggestionRaised;
import org.parvis.crm.api.Telling;
import org.parvis.crm.sql.Instants;
import org.parvis.privacy.KeyRing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who is still to be told what. Each settling of a suggestion is a round; each conversation in its evidence is told once a round. What is
 * asked for and not done is the work of {@link AuthorTelling}.
 */
@Component
class AuthorsToTell {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** What seals a summary here: this table is no read model, so it is kept in backups as it stands. */
    private static final String PLACE = "telling-summary";

    private final JdbcClient jdbc;
    private final KeyRing keys;
    private final Clock clock;

    AuthorsToTell(JdbcClient jdbc, KeyRing keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    /** One conversation to tell something. */
    record Author(
            String suggestionId,
            String conversationId,
            String brandId,
            String mentionId,
            String personId,
            String summary,
            String raisedBy,
            Telling telling,
            String words,
            List<String> settledBy,
            int round,
            int tries) {

        /** The same for the same round, so that nobody is told the same twice. */
        String replyId() {
            return Ids.derived("t", "parvis-telling-1", suggestionId, conversationId, Integer.toString(round));
        }
    }

    void raised(SuggestionRaised event, String raisedBy) {
        jdbc.sql("""
                insert into telling_suggestion (suggestion_id, brand_id, summary, raised_by, round, person_id)
                values (?, ?, ?, ?, 0, ?)
                on conflict do nothing
                """)
                .params(
                        event.suggestionId(),
                        event.brandId(),
                        keys.sealText(event.brandId(), event.personId(), PLACE, event.summary()),
                        raisedBy,
                        event.personId())
                .update();
        evidence(event.suggestionId(), event.brandId(), event.conversationId(), event.mentionId(), event.personId());
    }

    void added(EvidenceAdded event) {
        evidence(event.suggestionId(), event.brandId(), event.conversationId(), event.mentionId(), event.personId());
    }

    /** Who asks after it was settled is told like everybody before; who was told already is not told again. */
    private void evidence(
            String suggestionId, String brandId, String conversationId, String mentionId, String personId) {
        jdbc.sql("""
                insert into telling_author (suggestion_id, conversation_id, brand_id, mention_id, person_id, asked_round, done_round)
                select suggestion_id, :conversation, :brand, :mention, :person, case when telling is null then 0 else round end, 0
                  from telling_suggestion where suggestion_id = :suggestion
                on conflict (suggestion_id, conversation_id) do update set mention_id = excluded.mention_id
                """)
                .param("suggestion", suggestionId)
                .param("conversation", conversationId)
                .param("brand", brandId)
                .param("mention", mentionId)
                .param("person", personId)
                .update();
    }

    /**
     * Begins a round; other words for the same outcome begin none. What one wrote another may take over but for a sign, so the words are of
     * everybody who settled it.
     */
    void settled(String suggestionId, Telling telling, String words, String by) {
        var isNewRound = jdbc.sql("""
                        update telling_suggestion set telling = :telling, words = :words, round = round + 1,
                          settled_by = array_append(array_remove(settled_by, :by), :by)
                         where suggestion_id = :suggestion and telling is distinct from :telling
                        """)
                        .param("suggestion", suggestionId)
                        .param("telling", telling.name())
                        .param("words", words)
                        .param("by", by)
                        .update()
                > 0;
        if (!isNewRound) {
            jdbc.sql("""
                            update telling_suggestion set words = :words, settled_by = array_append(array_remove(settled_by, :by), :by)
                             where suggestion_id = :suggestion
                            """)
                    .param("words", words)
                    .param("by", by)
                    .param("suggestion", suggestionId)
                    .update();
            return;
        }
        jdbc.sql("""
                update telling_author a set asked_round = s.round, tries = 0, next_try_at = null
                  from telling_suggestion s
                 where s.suggestion_id = a.suggestion_id and a.suggestion_id = ?
                """).param(suggestionId).update();
    }

    /** It is open again: whoever was not told yet is not told any more. */
    void opened(String suggestionId) {
        jdbc.sql("update telling_suggestion set telling = null, words = null where suggestion_id = ?")
                .param(suggestionId)
                .update();
        jdbc.sql(
                        "update telling_author set asked_round = done_round where suggestion_id = ? and asked_round > done_round")
                .param(suggestionId)
                .update();
    }

    List<Author> next(int atMost) {
        return jdbc.sql("""
                select a.*, s.summary, s.person_id as summary_person, s.raised_by, s.telling, s.words, s.settled_by
                  from telling_author a join telling_suggestion s using (suggestion_id)
                 where a.asked_round > a.done_round and (a.next_try_at is null or a.next_try_at <= :now)
                 order by a.next_try_at nulls first, a.suggestion_id, a.conversation_id limit :limit
                """)
                .param("now", Instants.parameter(clock.instant()))
                .param("limit", atMost)
                .query((row, number) -> new Author(
                        row.getString("suggestion_id"),
                        row.getString("conversation_id"),
                        row.getString("brand_id"),
                        row.getString("mention_id"),
                        row.getString("person_id"),
                        summary(row.getString("summary_person"), row.getString("summary")),
                        row.getString("raised_by"),
                        Telling.valueOf(row.getString("telling")),
                        orEmpty(row.getString("words")),
                        List.of((String[]) row.getArray("settled_by").getArray()),
                        row.getInt("asked_round"),
                        row.getInt("tries")))
                .list();
    }

    void done(Author author) {
        jdbc.sql("update telling_author set done_round = ? where suggestion_id = ? and conversation_id = ?")
                .params(author.round(), author.suggestionId(), author.conversationId())
                .update();
    }

    void later(Author author) {
        var pause = Duration.ofSeconds(2L << Math.min(author.tries(), 9));
        var next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        jdbc.sql(
                        "update telling_author set tries = tries + 1, next_try_at = ? where suggestion_id = ? and conversation_id = ?")
                .params(Instants.parameter(next), author.suggestionId(), author.conversationId())
                .update();
    }

    private String summary(@Nullable String personId, String kept) {
        return personId == null ? kept : keys.openText(personId, PLACE, kept);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
