package org.parvis.identity.brand;

import java.util.List;

/**
 * How a brand presents itself.
 *
 * @param country two letters, ISO 3166
 * @param languages the languages it answers in, as BCP 47 tags
 * @param zone IANA zone its days are counted in
 */
public record BrandDescription(String name, String country, List<String> languages, String zone) {

    public BrandDescription {
        languages = List.copyOf(languages);
    }
}
