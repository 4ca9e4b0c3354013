package org.parvis.identity.brand.list;

import java.util.List;

/** One brand in the list. */
public record BrandItem(String id, String name, String country, List<String> languages, String zone) {

    public BrandItem {
        languages = List.copyOf(languages);
    }
}
