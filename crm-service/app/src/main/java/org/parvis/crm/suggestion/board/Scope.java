package org.parvis.crm.suggestion.board;

import java.util.Set;
import org.parvis.boot.Brands;

/**
 * Which suggestions a member sees: all of a brand whose inbox they read, otherwise those of the product lines they manage.
 */
record Scope(Brands brands, Set<String> lines) {

    static final String SQL = "(:all or s.brand_id = any(:brands) or s.product_line_id = any(:lines))";

    Scope {
        lines = Set.copyOf(lines);
    }

    boolean contains(String brandId, String productLineId) {
        return brands.contains(brandId) || lines.contains(productLineId);
    }

    String[] linesArray() {
        return lines.toArray(String[]::new);
    }
}
