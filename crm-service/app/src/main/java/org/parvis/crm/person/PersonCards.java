package org.parvis.crm.person;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.parvis.boot.Brands;
import org.parvis.boot.MemberDirectory;
import org.parvis.crm.person.PersonCard.Case;
import org.parvis.crm.person.PersonCard.Colleague;
import org.parvis.crm.person.PersonCard.Exchange;
import org.parvis.crm.person.PersonCard.Month;
import org.parvis.crm.person.PersonCard.Tie;
import org.parvis.crm.relation.book.RelationView;
import org.parvis.crm.relation.book.Relations;
import org.parvis.crm.sql.Instants;
import org.parvis.crm.thread.Excerpt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes the cards of people from what they wrote, what we answered, and the tie with them; each part is one bounded question. */
@Component
public final class PersonCards {

    private static final int MONTHS = 12;
    private static final int EXCHANGES = 5;
    private static final int CASES = 5;
    private static final int COLLEAGUES = 5;
    /** Of whoever was answered more often the last answers say who knows them. */
    private static final int ANSWERS = 1_000;

    private final JdbcClient jdbc;
    private final Relations relations;
    private final MemberDirectory members;
    private final Clock clock;

    PersonCards(JdbcClient jdbc, Relations relations, MemberDirectory members, Clock clock) {
        this.jdbc = jdbc;
        this.relations = relations;
        this.members = members;
        this.clock = clock;
    }

    /** The card, when one of these brands knows the person. */
    public Optional<PersonCard> find(Brands visible, String personId) {
        return jdbc.sql("select * from person where person_id = :person and (:all or brand_id = any(:brands)) limit 1")
                .param("person", personId)
                .param("all", visible.all())
                .param("brands", visible.array())
                .query((row, number) -> {
                    var brand = row.getString("brand_id");
                    var tone = tone(brand, personId);
                    return new PersonCard(
                            personId,
                            brand,
                            row.getString("network"),
                            row.getString("name"),
                            row.getString("handle"),
                            Instants.get(row, "known_since"),
                            Instants.get(row, "last_seen"),
                            row.getInt("messages"),
                            tone,
                            tone.stream().mapToInt(Month::messages).sum(),
                            exchanges(brand, personId),
                            open(brand, personId),
                            knownBy(brand, personId),
                            relations.with(brand, personId).map(this::tie).orElse(null));
                })
                .optional();
    }

    private List<Month> tone(String brandId, String personId) {
        var last = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        var first = last.minusMonths(MONTHS - 1L);
        var known = new HashMap<YearMonth, Month>();
        jdbc.sql("""
                select to_char(said_at at time zone 'UTC', 'YYYY-MM') as month, count(*) as messages, avg(tone) as tone
                  from thread_item
                 where brand_id = ? and person_id = ? and kind = 'MESSAGE' and said_at >= ? group by 1
                """)
                .params(brandId, personId, first.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    var month = YearMonth.parse(row.getString("month"));
                    known.put(month, new Month(month, row.getInt("messages"), row.getObject("tone", Double.class)));
                });
        var months = new ArrayList<Month>(MONTHS);
        for (var month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            months.add(known.getOrDefault(month, new Month(month, 0, null)));
        }
        return months;
    }

    private List<Exchange> exchanges(String brandId, String personId) {
        return jdbc.sql("""
                        select item_id, conversation_id, said_at, intent, %s, %s,
                          exists (select 1 from conversation c where c.conversation_id = i.conversation_id) as is_conversation
                          from thread_item i
                         where brand_id = ? and person_id = ? and kind = 'MESSAGE'
                         order by said_at desc, item_id desc limit ?
                        """.formatted(Excerpt.begins("title"), Excerpt.begins("text")))
                .params(brandId, personId, EXCHANGES)
                .query((row, number) -> new Exchange(
                        row.getString("item_id"),
                        row.getString("conversation_id"),
                        row.getBoolean("is_conversation"),
                        Instants.get(row, "said_at"),
                        Excerpt.of(row.getString("title"), row.getString("text")),
                        row.getString("intent")))
                .list();
    }

    private List<Case> open(String brandId, String personId) {
        return jdbc.sql("""
                        select c.*, m.name from conversation c left join member_directory m on m.member_id = c.assignee
                         where brand_id = ? and person_id = ? and state <> 'RESOLVED'
                         order by waiting_since nulls last, opened_at, conversation_id limit ?
                        """)
                .params(brandId, personId, CASES)
                .query((row, number) -> new Case(
                        row.getString("conversation_id"),
                        row.getString("state").equals("SNOOZED"),
                        Instants.get(row, "opened_at"),
                        Instants.find(row, "waiting_since"),
                        row.getString("name")))
                .list();
    }

    private Tie tie(RelationView view) {
        var now = clock.instant();
        var next = view.next();
        var bar = view.barAt(now);
        return new Tie(
                view.id(),
                view.stage(),
                view.ended(),
                view.ownerId(),
                view.ownerId() == null ? null : members.name(view.ownerId()),
                next == null ? null : next.day().date(),
                next == null ? null : next.about(),
                next != null && next.isOverdueAt(now),
                bar == null ? null : bar.until().date(),
                bar == null ? null : bar.reason());
    }

    private List<Colleague> knownBy(String brandId, String personId) {
        return jdbc.sql("""
                        select r.member_id, coalesce(min(m.name), r.member_id) as name, count(*) as answers, max(r.said_at) as last_at
                          from (select member_id, said_at from thread_item
                                 where brand_id = ? and person_id = ? and kind = 'REPLY' and reply_state = 'CONFIRMED'
                                 order by said_at desc limit ?) r
                          left join member_directory m using (member_id)
                         group by r.member_id order by answers desc, last_at desc, r.member_id limit ?
                        """)
                .params(brandId, personId, ANSWERS, COLLEAGUES)
                .query((row, number) -> new Colleague(
                        row.getString("member_id"),
                        row.getString("name"),
                        row.getInt("answers"),
                        Instants.get(row, "last_at")))
                .list();
    }
}
