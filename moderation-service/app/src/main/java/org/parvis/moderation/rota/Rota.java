package org.parvis.moderation.rota;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.moderation.rota.RotaRefusal.ALREADY_EXISTS_DIFFERENT;
import static org.parvis.moderation.rota.RotaRefusal.CHANGED_MEANWHILE;
import static org.parvis.moderation.rota.RotaRefusal.LEVEL_WITHOUT_MEMBERS;
import static org.parvis.moderation.rota.RotaRefusal.NO_LEVELS;
import static org.parvis.moderation.rota.RotaRefusal.NO_NAME;
import static org.parvis.moderation.rota.RotaRefusal.TIME_PER_LEVEL;
import static org.parvis.moderation.rota.RotaRefusal.TOO_MANY_LEVELS;
import static org.parvis.moderation.rota.RotaRefusal.TOO_MANY_MEMBERS;
import static org.parvis.moderation.rota.RotaRefusal.UNKNOWN_MEMBERS;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.RotaDefined;

/** One on-call list of a brand. */
class Rota {

    static final int MOST_LEVELS = 10;
    static final int MOST_MEMBERS = 20;
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofHours(24);

    @AggregateIdentifier
    private @Nullable String rotaId;

    private @Nullable RotaDefined current;
    private long version;

    /** @return how often the rota was defined, this time included */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(DefineRota command, KnownMembers members) {
        var wanted = new RotaDefined(
                command.rotaId(), command.brandId(), command.name().strip(), command.levels(), command.perLevel());
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

    private static void requireReachable(DefineRota command, KnownMembers members) {
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
        var unknown = members.unknownAmong(
                command.levels().stream().flatMap(Collection::stream).toList());
        if (!unknown.isEmpty()) {
            throw refused(UNKNOWN_MEMBERS, command, "members", String.join(", ", new TreeSet<>(unknown)));
        }
    }

    @EventSourcingHandler
    void evolve(RotaDefined event) {
        rotaId = event.rotaId();
        current = event;
        version++;
    }

    private static RotaRefused refused(RotaRefusal reason, DefineRota command) {
        return new RotaRefused(reason, command.rotaId(), Map.of());
    }

    private static RotaRefused refused(RotaRefusal reason, DefineRota command, String name, Object value) {
        return new RotaRefused(reason, command.rotaId(), Map.of(name, value));
    }
}
