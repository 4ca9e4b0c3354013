package org.parvis.identity.brand;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.BrandChanged;
import org.parvis.identity.api.BrandEvent;
import org.parvis.identity.api.BrandRegistered;

/** A brand (x country) for which people work here. */
@SuppressWarnings("NullAway.Init")
final class Brand {

    @AggregateIdentifier
    private String id;

    private @Nullable BrandDescription description;

    Brand() {}

    /** @return whether the brand is new */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean decide(RegisterBrand command) {
        var wanted = command.description();
        if (description == null) {
            apply(new BrandRegistered(
                    command.brandId(), wanted.name(), wanted.country(), wanted.languages(), wanted.zone()));
            return true;
        }
        if (!description.equals(wanted)) {
            throw new BrandRefused(BrandRefusal.ALREADY_EXISTS_DIFFERENT, id);
        }
        return false;
    }

    @CommandHandler
    void decide(ChangeBrand command) {
        var wanted = command.description();
        if (!wanted.equals(description)) {
            apply(new BrandChanged(id, wanted.name(), wanted.country(), wanted.languages(), wanted.zone()));
        }
    }

    @EventSourcingHandler
    void evolve(BrandEvent event) {
        id = event.brandId();
        description = switch (event) {
            case BrandRegistered b -> new BrandDescription(b.name(), b.country(), b.languages(), b.zone());
            case BrandChanged b -> new BrandDescription(b.name(), b.country(), b.languages(), b.zone());
        };
    }
}
