package org.parvis.identity.api;

import java.util.List;

/** A brand (x country) was set up. */
public record BrandRegistered(String brandId, String name, String country, List<String> languages, String zone)
        implements BrandEvent {

    public BrandRegistered {
        languages = List.copyOf(languages);
    }
}
