package org.parvis.boot;

import java.util.function.Supplier;

/**
 * For the rare question whose answer lies beyond the asker's brands, such as whose an id is. What it finds must not be told to them. Has no
 * effect within a transaction that has begun already.
 */
public final class WithoutWall {

    private static final ScopedValue<Boolean> ASKED = ScopedValue.newInstance();

    private WithoutWall() {}

    public static <T> T ask(Supplier<T> question) {
        return ScopedValue.where(ASKED, true).call(question::get);
    }

    static boolean isAsked() {
        return ASKED.isBound();
    }
}
