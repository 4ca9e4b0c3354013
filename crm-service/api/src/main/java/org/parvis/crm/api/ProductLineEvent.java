package org.parvis.crm.api;

/** All that happens to a product line. */
public sealed interface ProductLineEvent permits ProductLineDefined {

    String productLineId();

    String brandId();
}
