package org.parvis.crm.productline;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.crm.productline.ProductLineRefusal.*;

import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.ProductLineDefined;

/** Something the house makes, with the product managers who receive its suggestions. */
@SuppressWarnings("NullAway.Init")
final class ProductLine {

    static final int LONGEST_NAME = 80;
    static final int MOST_MANAGERS = 50;

    @AggregateIdentifier
    private String id;

    private @Nullable ProductLineDefined defined;
    private long version;

    ProductLine() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(DefineProductLine command) {
        var wanted = new ProductLineDefined(
                command.productLineId(), command.brandId(), command.name().strip(), command.managers());
        if (wanted.equals(defined)) {
            return version;
        }
        if (defined != null) {
            var seen = command.expectedVersion();
            var mayChange = seen != null && defined.brandId().equals(wanted.brandId());
            require(mayChange, ALREADY_EXISTS_DIFFERENT, command, Map.of());
            require(Objects.equals(seen, version), STALE_VERSION, command, Map.of("version", version));
        }
        require(!wanted.name().isEmpty(), LINE_NAME_EMPTY, command, Map.of());
        require(wanted.name().length() <= LONGEST_NAME, LINE_NAME_TOO_LONG, command, Map.of("longest", LONGEST_NAME));
        require(wanted.managers().size() <= MOST_MANAGERS, TOO_MANY_MANAGERS, command, Map.of("most", MOST_MANAGERS));
        apply(wanted);
        return version;
    }

    @EventSourcingHandler
    void evolve(ProductLineDefined event, @SequenceNumber long sequence) {
        id = event.productLineId();
        defined = event;
        version = sequence;
    }

    private static void require(
            boolean holds, ProductLineRefusal otherwise, DefineProductLine command, Map<String, Object> details) {
        if (!holds) {
            throw new ProductLineRefused(otherwise, command, details);
        }
    }
}
