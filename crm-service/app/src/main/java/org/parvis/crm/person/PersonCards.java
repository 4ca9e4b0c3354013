package org.parvis.crm.person;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.parvis.boot.Brands;
import org.parvis.crm.person.PersonCard.Case;
import org.parvis.crm.person.PersonCard.Colleague;
import org.parvis.crm.person.PersonCard.Exchange;
import org.parvis.crm.person.PersonCard.Month;
import org.parvis.crm.sql.Instants;
import org.parvis.crm.thread.Excerpt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes the cards of people from what they wrote. */
@Component
public final class PersonCards {

    private static final int MONTHS = 12;
    private static final int EXCHANGES = 5;
    private static final int CASES = 5;
    private static final int COLLEAGUES = 3;

    private final JdbcClient jdbc;
    private final Clock clock;

    PersonCards(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
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
                            knownBy(brand, personId));
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

    private List<Colleague> knownBy(String brandId, String personId) {
        return jdbc.sql("""
                        select i.member_id, coalesce(min(m.name), i.member_id) as name, count(*) as answers, max(i.said_at) as last_at
                          from thread_item i left join member_directory m using (member_id)
                         where i.brand_id = ? and i.person_id = ? and i.kind = 'REPLY' and i.reply_state = 'CONFIRMED'
                         group by i.member_id order by last_at desc, i.member_id limit ?
                        """)
                .params(brandId, personId, COLLEAGUES)
                .query((row, number) -> new Colleague(
                        row.getString("member_id"),
                        row.getString("name"),
                        row.getInt("answers"),
                        Instants.get(row, "last_at")))
                .list();
    }
}
