package org.parvis.moderation.api;

/** All that happens to a rota. */
public sealed interface RotaEvent permits RotaDefined, RotaWebhookSet {

    String rotaId();

    String brandId();
}
