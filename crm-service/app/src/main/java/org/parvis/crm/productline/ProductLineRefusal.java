package org.parvis.crm.productline;

import org.parvis.axon.Refused.Category;

/** Why something about a product line is refused. */
public enum ProductLineRefusal {
    ALREADY_EXISTS_DIFFERENT(Category.CONFLICT),
    STALE_VERSION(Category.CONFLICT),
    LINE_NAME_EMPTY(Category.INVALID),
    LINE_NAME_TOO_LONG(Category.INVALID),
    TOO_MANY_MANAGERS(Category.INVALID);

    private final Category category;

    ProductLineRefusal(Category category) {
        this.category = category;
    }

    Category category() {
        return category;
    }
}
