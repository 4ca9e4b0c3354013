package org.parvis.listening.correction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.parvis.boot.Brands;
import org.parvis.boot.Questions;
import org.parvis.listening.api.Intent;
import org.parvis.listening.mention.Correction;
import org.parvis.listening.mention.MentionFilter;
import org.parvis.listening.mention.Reading;
import org.springframework.stereotype.Component;

/** Counts what a batch would do. */
@Component
class Plans {

    private final Questions questions;

    Plans(Questions questions) {
        this.questions = questions;
    }

    private record Now(Reading reading, boolean deleted) {}

    /** Of another brand, or of none: both are not there. */
    Plan of(String brandId, Set<String> asked, Correction correction) {
        var here = new HashMap<String, Now>();
        questions
                .sql("""
                        select mention_id, language, tone, intent, unsure, corrected, settled, deleted from mention
                         where brand_id = :brand and mention_id = any(:asked)
                        """)
                .param("brand", brandId)
                .param("asked", asked.toArray(String[]::new))
                .query(row -> {
                    here.put(
                            row.getString("mention_id"),
                            new Now(
                                    new Reading(
                                            row.getString("language"),
                                            row.getDouble("tone"),
                                            Intent.valueOf(row.getString("intent")),
                                            row.getBoolean("unsure"),
                                            row.getBoolean("corrected"),
                                            row.getBoolean("settled")),
                                    row.getBoolean("deleted")));
                });
        var mentionIds = new ArrayList<String>();
        var settled = 0;
        var deleted = 0;
        var alreadySo = 0;
        for (var id : asked) {
            var now = here.get(id);
            if (now == null) {
                continue;
            }
            if (now.deleted()) {
                deleted++;
            } else if (correction.isSaidOf(now.reading())) {
                alreadySo++;
            } else {
                mentionIds.add(id);
                settled += now.reading().settled() ? 1 : 0;
            }
        }
        return new Plan(correction, mentionIds, settled, deleted, alreadySo, asked.size() - here.size());
    }

    /** The newest messages that a filter shows. */
    Set<String> matching(Brands brands, MentionFilter filter, int most) {
        return new LinkedHashSet<>(questions
                .sql("select mention_id from mention where (:all or brand_id = any(:brands))" + filter.sql()
                        + " order by published_at desc, mention_id desc limit :most")
                .param("all", brands.all())
                .param("brands", brands.array())
                .params(filter.parameters())
                .param("most", most)
                .query(String.class)
                .list());
    }

    /** How many of these are of which brand, the most first. */
    Map<String, Long> byBrand(Brands brands, Set<String> asked) {
        var counts = new LinkedHashMap<String, Long>();
        questions
                .sql("""
                        select brand_id, count(*) as messages from mention
                         where (:all or brand_id = any(:brands)) and mention_id = any(:asked)
                        group by brand_id order by count(*) desc, brand_id
                        """)
                .param("all", brands.all())
                .param("brands", brands.array())
                .param("asked", asked.toArray(String[]::new))
                .query(row -> {
                    counts.put(row.getString("brand_id"), row.getLong("messages"));
                });
        return counts;
    }
}
