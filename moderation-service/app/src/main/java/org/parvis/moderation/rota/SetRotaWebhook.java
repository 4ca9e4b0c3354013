package org.parvis.moderation.rota;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Tells calls to a program too.
 *
 * @param url null ends that
 */
record SetRotaWebhook(
        @TargetAggregateIdentifier String rotaId,
        String brandId,
        @Nullable String url) {}
