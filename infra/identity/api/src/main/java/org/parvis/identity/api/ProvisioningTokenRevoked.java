package org.parvis.identity.api;

/** A token of the company's directory was ended. */
public record ProvisioningTokenRevoked(String tokenId) implements ProvisioningEvent {}
