package org.parvis.crm.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.SparedBecause;
import org.parvis.crm.sql.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks up whose time is over. The time counts from the last contact: the newer of a person's last message and the last entry of any
 * conversation with them, and what happened in a relation with them. A day that is planned with them, or until which they are to be left
 * alone, counts from that day: who is forgotten before would be spoken to again. Whoever is owed something, or whose erasure is somebody's
 * business already, is kept however old they are.
 */
@Component
public final class People {

    /** Everybody of the brand who may be meant, with their last contact and their class. */
    private static final String STANDING = """
            with standing as (
              select p.brand_id, p.person_id,
                greatest(p.last_seen, c.last_at, r.changed_at, r.next_to, r.barred_until) as last_contact,
                coalesce(c.answers + c.notes, 0) > 0 or r.relation_id is not null or exists (
                  select 1 from suggestion_evidence e where e.brand_id = p.brand_id and e.person_id = p.person_id) as in_conversation,
                coalesce(c.answering, false) as answering
              from person p
              left join lateral (
                select max(greatest(last_event_at, last_message_at)) as last_at, sum(answers) as answers, sum(notes) as notes,
                  bool_or(answering_reply is not null) as answering
                from conversation where brand_id = p.brand_id and person_id = p.person_id) c on true
              left join relation r on r.brand_id = p.brand_id and r.person_id = p.person_id
              where p.brand_id = :brand and (:person::text is null or p.person_id = :person)
                and p.last_seen < greatest(:never::timestamptz, :conversation::timestamptz)
            ), late as (
              select s.* from standing s
               where last_contact < case when in_conversation then :conversation::timestamptz else :never::timestamptz end
            ), judged as (
              select l.*, case
                when exists (
                  select 1 from erasure e where e.person_ids @> array[l.person_id] and e.erasure_id is distinct from :but::text
                    and (e.state <> 'DECLINED' or e.declined_because in ('LEGAL_CLAIM', 'LEGAL_DUTY'))
                    and not exists (select 1 from erasure_spared x where x.erasure_id = e.erasure_id and x.person_id = l.person_id))
                  then 'ERASURE_UNDER_WAY'
                when exists (
                  select 1 from suggestion_evidence e join suggestion s using (suggestion_id)
                   where e.brand_id = l.brand_id and e.person_id = l.person_id
                     and (s.shipped_at is null and s.decision is distinct from 'DECLINED'
                       or e.told_at is null and e.not_reached_code is null))
                  or exists (select 1 from telling_author t where t.person_id = l.person_id and t.asked_round > t.done_round)
                  then 'OWED_AN_ANSWER'
                when answering or exists (
                  select 1 from thread_item i where i.brand_id = l.brand_id and i.person_id = l.person_id and i.kind = 'REPLY'
                    and i.reply_state in ('SUBMITTED', 'WAITING_APPROVAL', 'RELEASED', 'ATTEMPTED', 'UNKNOWN', 'PARKED'))
                  then 'REPLY_UNDER_WAY'
                when exists (select 1 from intake n where n.person_id = l.person_id and n.state = 'WAITING') then 'CONTACT_SINCE'
                when exists (
                  select 1 from access_export a where a.brand_id = l.brand_id and a.person_id = l.person_id and a.failure is null
                    and (a.ready_at is null or a.sealed is not null))
                  then 'COPY_ASKED_FOR'
                end as kept_because
              from late l
            )
            """;

    private final JdbcClient jdbc;

    People(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Somebody whose time is over. */
    public record Due(String personId, PersonClass kind, Instant lastContact) {}

    /** How many are over their time and may go, by class, and how many are over it and kept for a reason. */
    public record Count(int neverAnswered, int inConversation, int kept) {

        public int all() {
            return neverAnswered + inConversation;
        }

        /** How many more these are than those. */
        Count without(Count others) {
            return new Count(
                    Math.max(0, neverAnswered - others.neverAnswered),
                    Math.max(0, inConversation - others.inConversation),
                    Math.max(0, kept - others.kept));
        }
    }

    /** Whose last contact is the longest ago comes first. */
    List<Due> oldest(String brandId, CutOff cutOff, int most) {
        return query(
                        "select * from judged where kept_because is null order by last_contact, person_id limit :most",
                        brandId,
                        cutOff)
                .param("most", most)
                .query(People::due)
                .list();
    }

    /** By id, for who looks through all of them. */
    List<Due> after(String brandId, CutOff cutOff, @Nullable String personId, int most) {
        return query(
                        "select * from judged where kept_because is null and person_id > :after order by person_id limit :most",
                        brandId,
                        cutOff)
                .param("after", personId == null ? "" : personId)
                .param("most", most)
                .query(People::due)
                .list();
    }

    Count count(String brandId, CutOff cutOff) {
        return query("""
                        select count(*) filter (where kept_because is null and not in_conversation) as never_answered,
                          count(*) filter (where kept_because is null and in_conversation) as in_conversation,
                          count(*) filter (where kept_because is not null and kept_because <> 'ERASURE_UNDER_WAY') as kept
                        from judged
                        """, brandId, cutOff)
                .query((row, number) ->
                        new Count(row.getInt("never_answered"), row.getInt("in_conversation"), row.getInt("kept")))
                .single();
    }

    /** Why somebody who was chosen stays after all; empty when nothing keeps them. */
    public Optional<SparedBecause> whyKept(String brandId, String personId, CutOff cutOff, String erasureId) {
        return query("select coalesce(kept_because, '') from judged", brandId, cutOff, personId, erasureId)
                .query(String.class)
                .optional()
                .map(because -> because.isEmpty()
                        ? Optional.<SparedBecause>empty()
                        : Optional.of(SparedBecause.valueOf(because)))
                .orElse(Optional.of(SparedBecause.CONTACT_SINCE));
    }

    /** The class and the last contact of somebody who is known. */
    Optional<Due> find(String brandId, String personId) {
        var everybody = new CutOff(Instant.parse("9999-01-01T00:00:00Z"), Instant.parse("9999-01-01T00:00:00Z"));
        return query("select * from late", brandId, everybody, personId, null)
                .query(People::due)
                .optional();
    }

    private JdbcClient.StatementSpec query(String question, String brandId, CutOff cutOff) {
        return query(question, brandId, cutOff, null, null);
    }

    private JdbcClient.StatementSpec query(
            String question, String brandId, CutOff cutOff, @Nullable String personId, @Nullable String butErasure) {
        return jdbc.sql(STANDING + question)
                .param("brand", brandId)
                .param("person", personId)
                .param("but", butErasure)
                .param("never", Instants.parameter(cutOff.neverAnswered()))
                .param("conversation", Instants.parameter(cutOff.inConversation()));
    }

    private static Due due(ResultSet row, int number) throws SQLException {
        return new Due(
                row.getString("person_id"),
                row.getBoolean("in_conversation") ? PersonClass.IN_CONVERSATION : PersonClass.NEVER_ANSWERED,
                Instants.get(row, "last_contact"));
    }
}
