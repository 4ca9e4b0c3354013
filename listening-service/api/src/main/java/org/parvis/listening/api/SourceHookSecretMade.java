package org.parvis.listening.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Calls of a source's network are signed with a new secret, which is kept apart, encrypted.
 *
 * @param earlierUntil how long the secret before it still counts; null when there was none
 */
public record SourceHookSecretMade(
        String sourceId, String brandId, @Nullable Instant earlierUntil) implements SourceEvent {}
