package org.parvis.moderation.api;

import org.jspecify.annotations.Nullable;

/**
 * Calls of a rota are told to a program too, under a new secret.
 *
 * @param url where; null when they are told to none any more
 */
public record RotaWebhookSet(
        String rotaId, String brandId, @Nullable String url) implements RotaEvent {}
