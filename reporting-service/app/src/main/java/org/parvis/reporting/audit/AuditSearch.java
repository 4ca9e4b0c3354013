package org.parvis.reporting.audit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the subject somebody means: {@code kind:id}, a bare id, a position in the ledger, or the address of a reply on its network. */
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
    String subjectOf(@Nullable String query) {
        if (query == null || query.isBlank() || query.length() > 500) {
            return null;
        }
        var wanted = query.strip();
        if (SUBJECT.matcher(wanted).matches()) {
            return wanted;
        }
        if (wanted.startsWith("http://") || wanted.startsWith("https://") || wanted.startsWith("at://")) {
            return one("select subject from audit_permalink where permalink = ? limit 1", wanted);
        }
        if (POSITION.matcher(wanted.replaceAll("\\s", "")).matches()) {
            return ofPosition(Long.parseLong(wanted.replaceAll("\\s", "")));
        }
        return one("""
                select subject from audit_link where subject like any (array['reply:' || ?, 'post:' || ?, 'conversation:' || ?, 'suggestion:' || ?])
                 limit 1
                """, escape(wanted), escape(wanted), escape(wanted), escape(wanted));
    }

    private @Nullable String ofPosition(long position) {
        return one("""
                select subject from audit_link where position = ?
                 order by case split_part(subject, ':', 1) when 'reply' then 1 when 'post' then 2 when 'suggestion' then 3
                          when 'conversation' then 4 when 'mention' then 5 else 9 end limit 1
                """, position);
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private @Nullable String one(String sql, Object... arguments) {
        return jdbc.sql(sql).params(arguments).query(String.class).optional().orElse(null);
    }
}
