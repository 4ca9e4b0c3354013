package org.parvis.crm.erasure;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.crm.api.ErasureGround;
import org.parvis.crm.api.HoldGround;

/** The grounds as callers write them. */
final class ErasureWords {

    private ErasureWords() {}

    static ErasureGround ground(@Nullable String word) {
        return one(ErasureGround.values(), word);
    }

    static HoldGround hold(@Nullable String word) {
        return one(HoldGround.values(), word);
    }

    private static <E extends Enum<E>> E one(E[] values, @Nullable String word) {
        return Arrays.stream(values)
                .filter(value -> word != null && value.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("ground", "erasure-ground"));
    }
}
