package org.parvis.publishing.api;

import org.jspecify.annotations.Nullable;

/** Nothing in scope leaves from now on. */
public record StopDeclared(
        String stopId,
        String brandId,
        StopScope scope,
        @Nullable String channelId,
        String reason) implements StopEvent {}
