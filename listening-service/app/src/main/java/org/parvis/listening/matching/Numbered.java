package org.parvis.listening.matching;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A list that grows while it is read: one writer at a time, any number of readers, each of which may see more than it needs. */
final class Numbered<T> {

    private volatile AtomicReferenceArray<@Nullable T> places = new AtomicReferenceArray<>(64);

    @Nullable
    T get(int number) {
        var known = places;
        return number < known.length() ? known.get(number) : null;
    }

    void set(int number, T value) {
        var known = places;
        if (number >= known.length()) {
            var grown = new AtomicReferenceArray<@Nullable T>(Math.max(number + 1, known.length() * 2));
            for (int i = 0; i < known.length(); i++) {
                grown.setPlain(i, known.get(i));
            }
            grown.set(number, value);
            places = grown;
        } else {
            known.set(number, value);
        }
    }
}
