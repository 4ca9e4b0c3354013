package org.parvis.crm.erasure;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.crm.api.ErasureGround;

/** The grounds as callers write them. */
final class ErasureWords {

    private ErasureWords() {}

    static ErasureGround ground(@Nullable String word) {
        return Arrays.stream(ErasureGround.values())
                .filter(ground -> word != null && ground.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("ground", "erasure-ground"));
    }
}
