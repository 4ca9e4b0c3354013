package org.parvis.listening.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.AlertRuleSet;
import org.parvis.listening.api.AlertSensitivity;
import org.parvis.listening.api.AlertSignal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The alert rules as the read model has them; where nobody set one, everything is looked at as usual. */
@Component
class AlertRules {

    private final JdbcClient jdbc;

    AlertRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param rotaId the rota that is called; null for the only one of the brand, {@link AlertRuleSet#NOBODY} for none
     * @param setBy null while nobody set it
     */
    record Item(
            SeriesKey key,
            AlertSensitivity sensitivity,
            List<AlertSignal> signals,
            @Nullable Instant mutedUntil,
            @Nullable String rotaId,
            @Nullable String setBy) {

        boolean mutedAt(Instant now) {
            return mutedUntil != null && now.isBefore(mutedUntil);
        }

        boolean looksAt(AlertSignal signal) {
            return signals.contains(signal);
        }
    }

    Item of(SeriesKey key) {
        return find(SetAlertRule.idOf(key.brandId(), key.topicId()), key)
                .orElseGet(() ->
                        new Item(key, AlertSensitivity.NORMAL, Arrays.asList(AlertSignal.values()), null, null, null));
    }

    private Optional<Item> find(String ruleId, SeriesKey key) {
        return jdbc.sql("select * from alert_rule where rule_id = ? and brand_id = ?")
                .params(ruleId, key.brandId())
                .query((row, n) -> {
                    var signals = new ArrayList<AlertSignal>();
                    for (var name : (String[]) row.getArray("signals").getArray()) {
                        signals.add(AlertSignal.valueOf(name));
                    }
                    var muted = row.getTimestamp("muted_until");
                    return new Item(
                            key,
                            AlertSensitivity.valueOf(row.getString("sensitivity")),
                            List.copyOf(signals),
                            muted == null ? null : muted.toInstant(),
                            row.getString("rota_id"),
                            row.getString("set_by"));
                })
                .optional();
    }
}
