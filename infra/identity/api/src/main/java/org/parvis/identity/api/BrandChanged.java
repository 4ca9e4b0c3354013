package org.parvis.identity.api;

import java.util.List;

/** A brand was described anew. */
public record BrandChanged(String brandId, String name, String country, List<String> languages, String zone)
        implements BrandEvent {

    public BrandChanged {
        languages = List.copyOf(languages);
    }
}
