package org.parvis.publishing.network.bluesky;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;

/** A record key of the AT Protocol: microseconds and a clock id in thirteen sortable characters, chosen by the client. */
final class Tid {

    private static final String ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 13;
    private static final int CLOCK_ID_BITS = 10;

    private Tid() {}

    static String fresh(Instant now) {
        return of(now, ThreadLocalRandom.current().nextInt(1 << CLOCK_ID_BITS));
    }

    static String of(Instant instant, int clockId) {
        var value = (ChronoUnit.MICROS.between(Instant.EPOCH, instant) << CLOCK_ID_BITS) | clockId;
        var text = new char[LENGTH];
        for (var i = LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (value & 31));
            value >>>= 5;
        }
        return new String(text);
    }
}
