package org.parvis.boot;

import java.util.Set;
import org.parvis.identity.rights.Grant;

/**
 * The brands a list may show. In SQL: {@code where (:all or brand_id = any(:brands))} with {@link #all()} and {@link #array()}.
 */
public record Brands(Set<String> ids) {

    public Brands {
        ids = Set.copyOf(ids);
    }

    public boolean all() {
        return ids.contains(Grant.EVERY_BRAND);
    }

    public boolean contains(String brandId) {
        return all() || ids.contains(brandId);
    }

    public String[] array() {
        return ids.toArray(String[]::new);
    }
}
