package org.parvis.web.view;

import java.time.Duration;

/** Opens the server's rule for lengths of time to the test that compares the browser's with it. */
public final class SpansProbe {

    private SpansProbe() {}

    public static String words(Duration length, String day) {
        return Spans.words(length, day);
    }
}
