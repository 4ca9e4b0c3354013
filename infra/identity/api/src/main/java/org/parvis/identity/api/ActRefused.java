package org.parvis.identity.api;

import org.jspecify.annotations.Nullable;

/**
 * Somebody tried something that was refused; the attempt is an entry of its own.
 *
 * @param subject what it was about, as {@code kind:id}, for example {@code reply:9f2c}
 * @param action the command that was refused, by its simple name
 * @param code stable reason code, for example {@code OWN_REPLY}
 */
public record ActRefused(
        String refusalId, @Nullable String brandId, String subject, String action, String code, String detail) {}
