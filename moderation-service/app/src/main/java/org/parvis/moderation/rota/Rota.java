package org.parvis.moderation.rota;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.moderation.rota.RotaRefusal.ALREADY_EXISTS_DIFFERENT;
import static org.parvis.moderation.rota.RotaRefusal.CANNOT_ANSWER;
import static org.parvis.moderation.rota.RotaRefusal.CHANGED_MEANWHILE;
import static org.parvis.moderation.rota.RotaRefusal.DUTY_TIME;
import static org.parvis.moderation.rota.RotaRefusal.LEVEL_WITHOUT_MEMBERS;
import static org.parvis.moderation.rota.RotaRefusal.NO_LEVELS;
import static org.parvis.moderation.rota.RotaRefusal.NO_NAME;
import static org.parvis.moderation.rota.RotaRefusal.NO_SUCH_ROTA;
import static org.parvis.moderation.rota.RotaRefusal.SHIFT_WITHOUT_DAY;
import static org.parvis.moderation.rota.RotaRefusal.TIME_PER_LEVEL;
import static org.parvis.moderation.rota.RotaRefusal.TOO_MANY_LEVELS;
import static org.parvis.moderation.rota.RotaRefusal.TOO_MANY_MEMBERS;
import static org.parvis.moderation.rota.RotaRefusal.TOO_MUCH_DUTY;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.RotaDefined;
import org.parvis.moderation.api.RotaDuty;
import org.parvis.moderation.api.RotaWebhookSet;

/** One on-call list of a brand. */
class Rota {

    static final int MOST_LEVELS = 10;
    static final int MOST_MEMBERS = 20;
    static final int MOST_SHIFTS = 60;
    static final int MOST_DAYS = 200;
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofHours(24);

    @AggregateIdentifier
    private @Nullable String rotaId;

    private @Nullable RotaDefined current;
    private long version;
    private boolean hasWebhook;

    /** @return how often the rota was defined, this time included */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(DefineRota command, WhoCouldAnswer members) {
        var wanted = new RotaDefined(
                command.rotaId(),
                command.brandId(),
                command.name().strip(),
                command.levels(),
                command.perLevel(),
                command.duty());
        if (current != null && !current.brandId().equals(command.brandId())) {
            throw refused(ALREADY_EXISTS_DIFFERENT, command);
        }
        if (wanted.equals(current)) {
            return version;
        }
        requireReachable(command, members);
        if (current != null && command.expectedVersion() == null) {
            throw refused(ALREADY_EXISTS_DIFFERENT, command, "version", version);
        }
        if (command.expectedVersion() != null && command.expectedVersion() != version) {
            throw refused(CHANGED_MEANWHILE, command, "version", version);
        }
        apply(wanted);
        return version;
    }

    /** The same address again is a new secret. */
    @CommandHandler
    void decide(SetRotaWebhook command) {
        if (current == null || !current.brandId().equals(command.brandId())) {
            throw new RotaRefused(NO_SUCH_ROTA, command.rotaId(), Map.of());
        }
        if (command.url() != null || hasWebhook) {
            apply(new RotaWebhookSet(command.rotaId(), command.brandId(), command.url()));
        }
    }

    private static void requireReachable(DefineRota command, WhoCouldAnswer members) {
        if (command.name().isBlank()) {
            throw refused(NO_NAME, command);
        }
        if (command.levels().isEmpty()) {
            throw refused(NO_LEVELS, command);
        }
        if (command.levels().size() > MOST_LEVELS) {
            throw refused(TOO_MANY_LEVELS, command, "most", MOST_LEVELS);
        }
        var number = 0;
        for (var level : command.levels()) {
            number++;
            if (level.isEmpty()) {
                throw refused(LEVEL_WITHOUT_MEMBERS, command, "level", number);
            }
            if (level.size() > MOST_MEMBERS) {
                throw refused(TOO_MANY_MEMBERS, command, "most", MOST_MEMBERS);
            }
        }
        if (command.perLevel().compareTo(SHORTEST) < 0 || command.perLevel().compareTo(LONGEST) > 0) {
            throw refused(TIME_PER_LEVEL, command);
        }
        var called = new HashSet<String>();
        command.levels().forEach(called::addAll);
        var duty = command.duty();
        if (duty != null) {
            requireReadable(duty, command);
            duty.shifts().forEach(shift -> called.add(shift.memberId()));
            duty.standIns().forEach(standIn -> called.add(standIn.memberId()));
        }
        var others = members.notAmong(called, command.brandId());
        if (!others.isEmpty()) {
            throw refused(CANNOT_ANSWER, command, "members", String.join(", ", new TreeSet<>(others)));
        }
    }

    private static void requireReadable(RotaDuty duty, DefineRota command) {
        if (duty.shifts().size() > MOST_SHIFTS
                || duty.holidays().size() > MOST_DAYS
                || duty.standIns().size() > MOST_DAYS) {
            throw refused(TOO_MUCH_DUTY, command);
        }
        if (duty.shifts().stream().anyMatch(shift -> shift.days().isEmpty())) {
            throw refused(SHIFT_WITHOUT_DAY, command);
        }
        try {
            DutyPlan.of(duty);
        } catch (DateTimeException e) {
            throw refused(DUTY_TIME, command);
        }
    }

    @EventSourcingHandler
    void evolve(RotaDefined event) {
        rotaId = event.rotaId();
        current = event;
        version++;
    }

    @EventSourcingHandler
    void evolve(RotaWebhookSet event) {
        hasWebhook = event.url() != null;
    }

    private static RotaRefused refused(RotaRefusal reason, DefineRota command) {
        return new RotaRefused(reason, command.rotaId(), Map.of());
    }

    private static RotaRefused refused(RotaRefusal reason, DefineRota command, String name, Object value) {
        return new RotaRefused(reason, command.rotaId(), Map.of(name, value));
    }
}
