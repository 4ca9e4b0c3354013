package org.parvis.publishing.stop;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused.Category;
import org.parvis.publishing.api.StopDeclared;
import org.parvis.publishing.api.StopEvent;
import org.parvis.publishing.api.StopLifted;
import org.parvis.publishing.api.StopScope;

/** All emergency stops of one brand: one stream, so that the gate sees with one read whether any is in force. */
@SuppressWarnings("NullAway.Init")
final class Stops {

    /** That many reasons to stop the same thing; one more stops nothing further, and somebody has to end them all. */
    static final int MOST_ON_ONE_SCOPE = 20;

    @AggregateIdentifier
    private @Nullable String brandId;

    private final Map<String, StopDeclared> inForce = new LinkedHashMap<>();
    private final Map<String, StopDeclared> declared = new LinkedHashMap<>();
    private final Set<String> lifted = new LinkedHashSet<>();

    Stops() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(DeclareStop command) {
        if (command.reason().isBlank()) {
            throw new StopRefused(Category.INVALID, StopRefusal.REASON_MISSING, command.stopId());
        }
        if (command.scope() == StopScope.CHANNEL && command.channelId() == null) {
            throw new StopRefused(Category.INVALID, StopRefusal.CHANNEL_MISSING, command.stopId());
        }
        var stop = new StopDeclared(
                command.stopId(),
                command.brandId(),
                command.scope(),
                command.scope() == StopScope.CHANNEL ? command.channelId() : null,
                command.reason().strip());
        var known = declared.get(command.stopId());
        if (known == null) {
            if (inForceOn(stop) >= MOST_ON_ONE_SCOPE) {
                throw new StopRefused(Category.CONFLICT, StopRefusal.STOPPED_ALREADY, command.stopId());
            }
            apply(stop);
        } else if (lifted.contains(command.stopId())) {
            // Whoever asks for a stop must not take it for one that is in force.
            throw new StopRefused(Category.CONFLICT, StopRefusal.STOP_LIFTED, command.stopId());
        } else if (!known.equals(stop)) {
            throw new StopRefused(Category.CONFLICT, StopRefusal.ALREADY_EXISTS_DIFFERENT, command.stopId());
        }
    }

    private long inForceOn(StopDeclared wanted) {
        return inForce.values().stream()
                .filter(stop -> stop.scope() == wanted.scope() && Objects.equals(stop.channelId(), wanted.channelId()))
                .count();
    }

    @CommandHandler
    void decide(LiftStop command) {
        if (!declared.containsKey(command.stopId())) {
            throw new StopRefused(Category.NOT_FOUND, StopRefusal.STOP_UNKNOWN, command.stopId());
        }
        if (!lifted.contains(command.stopId())) {
            apply(new StopLifted(command.stopId(), command.brandId()));
        }
    }

    @EventSourcingHandler
    void evolve(StopEvent event) {
        brandId = event.brandId();
        switch (event) {
            case StopDeclared e -> {
                declared.put(e.stopId(), e);
                inForce.put(e.stopId(), e);
            }
            case StopLifted e -> {
                lifted.add(e.stopId());
                inForce.remove(e.stopId());
            }
        }
    }

    List<StopDeclared> inForce() {
        return List.copyOf(inForce.values());
    }
}
