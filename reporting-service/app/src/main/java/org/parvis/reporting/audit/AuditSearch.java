package org.parvis.reporting.audit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the subject somebody means: {@code kind:id}, a bare id, a position in the ledger, or the address of a reply on its network. What is
 * of other brands is not there.
 */
@Component
final class AuditSearch {

    private static final Pattern SUBJECT = Pattern.compile("[a-z-]{2,30}:[A-Za-z0-9:._-]{1,128}");
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,15}");

    private final JdbcClient jdbc;

    AuditSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Null when nothing is meant, or nothing fits. */
    @Nullable
    String subjectOf(@Nullable String query, Brands brands) {
        if (query == null || query.isBlank() || query.length() > 500) {
            return null;
        }
        var wanted = query.strip();
        if (SUBJECT.matcher(wanted).matches()) {
            return wanted;
        }
        if (wanted.startsWith("http://") || wanted.startsWith("https://") || wanted.startsWith("at://")) {
            return one("""
                    select p.subject from audit_permalink p
                      join audit_link l on l.subject = p.subject join audit_entry e on e.position = l.position
                     where p.permalink = :wanted and (:all or e.brand_id = any(:brands)) limit 1
                    """, wanted, brands);
        }
        if (POSITION.matcher(wanted.replaceAll("\\s", "")).matches()) {
            return one("""
                    select l.subject from audit_link l join audit_entry e on e.position = l.position
                     where l.position = :wanted::bigint and (:all or e.brand_id = any(:brands))
                     order by case split_part(l.subject, ':', 1) when 'reply' then 1 when 'post' then 2 when 'suggestion' then 3
                              when 'conversation' then 4 when 'mention' then 5 else 9 end limit 1
                    """, wanted.replaceAll("\\s", ""), brands);
        }
        return one("""
                select l.subject from audit_link l join audit_entry e on e.position = l.position
                 where l.subject in ('reply:' || :wanted, 'post:' || :wanted, 'conversation:' || :wanted, 'suggestion:' || :wanted)
                   and (:all or e.brand_id = any(:brands)) limit 1
                """, wanted, brands);
    }

    private @Nullable String one(String sql, String wanted, Brands brands) {
        return jdbc.sql(sql)
                .param("wanted", wanted)
                .param("all", brands.all())
                .param("brands", brands.array())
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
