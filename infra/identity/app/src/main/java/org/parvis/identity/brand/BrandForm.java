package org.parvis.identity.brand;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.form.Fields;

/** What is sent to describe a brand. */
record BrandForm(
        @Nullable String name,
        @Nullable String country,
        @Nullable List<String> languages,
        @Nullable String zone) {

    BrandDescription description() {
        return new BrandDescription(
                Fields.name("name", name),
                Fields.country("country", country),
                Fields.languages("languages", languages),
                Fields.zone("zone", zone));
    }
}
