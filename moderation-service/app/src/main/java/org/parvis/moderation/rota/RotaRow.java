package org.parvis.moderation.rota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.RotaDuty;

/** A rota as it stands. */
public record RotaRow(
        String rotaId,
        String brandId,
        String name,
        List<List<String>> levels,
        Duration perLevel,
        @Nullable RotaDuty duty,
        long version,
        String changedBy,
        Instant changedAt) {

    public RotaRow {
        levels = levels.stream().map(List::copyOf).toList();
    }

    /** Everybody it names, on a level or on duty. */
    Set<String> named() {
        var named = new LinkedHashSet<String>();
        levels.forEach(named::addAll);
        if (duty != null) {
            duty.shifts().forEach(shift -> named.add(shift.memberId()));
            duty.standIns().forEach(standIn -> named.add(standIn.memberId()));
        }
        return named;
    }

    /** Who is on duty when; null for a rota whose first level is called first at any time. */
    public @Nullable DutyPlan plan() {
        return duty == null ? null : DutyPlan.of(duty);
    }

    /** The list a matter climbs that is raised now: whoever is on duty, then the levels. Nobody on duty means the first level at once. */
    public List<List<String>> levelsAt(Instant now) {
        var plan = plan();
        var onDuty = plan == null ? null : plan.at(now).memberId();
        if (onDuty == null || levels.getFirst().equals(List.of(onDuty))) {
            return levels;
        }
        var all = new ArrayList<List<String>>();
        all.add(List.of(onDuty));
        all.addAll(levels);
        return List.copyOf(all);
    }
}
