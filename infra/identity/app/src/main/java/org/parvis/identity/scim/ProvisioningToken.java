package org.parvis.identity.scim;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.parvis.identity.api.ProvisioningEvent;
import org.parvis.identity.api.ProvisioningTokenIssued;
import org.parvis.identity.api.ProvisioningTokenRevoked;

/** The right of the company's directory to tell us who comes and who leaves. */
@SuppressWarnings("NullAway.Init")
final class ProvisioningToken {

    @AggregateIdentifier
    private String id;

    private boolean revoked;

    ProvisioningToken() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(IssueProvisioningToken command) {
        apply(new ProvisioningTokenIssued(command.tokenId()));
    }

    @CommandHandler
    void decide(RevokeProvisioningToken command) {
        if (!revoked) {
            apply(new ProvisioningTokenRevoked(id));
        }
    }

    @EventSourcingHandler
    void evolve(ProvisioningEvent event) {
        id = event.tokenId();
        switch (event) {
            case ProvisioningTokenIssued i -> revoked = false;
            case ProvisioningTokenRevoked r -> revoked = true;
        }
    }
}
