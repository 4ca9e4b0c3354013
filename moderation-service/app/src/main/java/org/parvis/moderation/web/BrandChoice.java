package org.parvis.moderation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.NotFound;
import org.parvis.boot.Scope;
import org.parvis.web.view.Option;
import org.springframework.stereotype.Component;

/** Which brand a page of rules is about: the one asked for, otherwise the first the reader may see. */
@Component
public class BrandChoice {

    /** The choice and what else could be chosen; no brand at all when the house has none yet. */
    public record Chosen(BrandDirectory.@Nullable Entry brand, List<Option> options) {

        public Chosen {
            options = List.copyOf(options);
        }

        public boolean isMany() {
            return options.size() > 1;
        }
    }

    private final BrandDirectory brands;

    BrandChoice(BrandDirectory brands) {
        this.brands = brands;
    }

    /** @throws NotFound when the brand that is asked for is none of the reader's */
    public Chosen of(String wanted, Scope scope) {
        var known = brands.list(scope.touched());
        var options = known.stream().map(b -> new Option(b.brandId(), b.name())).toList();
        if (wanted.isBlank()) {
            return new Chosen(known.isEmpty() ? null : known.getFirst(), options);
        }
        var brand = known.stream()
                .filter(b -> b.brandId().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new NotFound("brand", wanted));
        return new Chosen(brand, options);
    }
}
