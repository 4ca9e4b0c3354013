package org.parvis.identity.api;

/** The company's directory may tell us who comes and who leaves; only the token's id is recorded. */
public record ProvisioningTokenIssued(String tokenId) implements ProvisioningEvent {}
