package org.parvis.identity.api;

/** All that happens to a brand. */
public sealed interface BrandEvent permits BrandChanged, BrandRegistered {

    String brandId();
}
