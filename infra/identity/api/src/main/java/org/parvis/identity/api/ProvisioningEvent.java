package org.parvis.identity.api;

/** All that happens to a token with which the company's directory tells us who comes and who leaves. */
public sealed interface ProvisioningEvent permits ProvisioningTokenIssued, ProvisioningTokenRevoked {

    String tokenId();
}
