package org.parvis.identity.scim;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records a new token of the company's directory. */
record IssueProvisioningToken(@TargetAggregateIdentifier String tokenId) {}
