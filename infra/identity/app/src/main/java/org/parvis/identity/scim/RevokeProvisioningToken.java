package org.parvis.identity.scim;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends a token of the company's directory, or leaves one alone that is ended. */
record RevokeProvisioningToken(@TargetAggregateIdentifier String tokenId) {}
