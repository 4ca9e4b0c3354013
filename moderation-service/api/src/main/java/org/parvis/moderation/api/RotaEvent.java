package org.parvis.moderation.api;

/** All that happens to a rota. */
public sealed interface RotaEvent permits RotaDefined {

    String rotaId();

    String brandId();
}
