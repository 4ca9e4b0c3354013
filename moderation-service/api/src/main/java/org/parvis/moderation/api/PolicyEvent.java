package org.parvis.moderation.api;

/** All that happens to a brand's approval policy. */
public sealed interface PolicyEvent permits PolicyProposed, PolicyDeclined, PolicyAdopted {

    String policyId();

    String brandId();
}
