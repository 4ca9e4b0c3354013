package org.parvis.web.view;

import java.time.Duration;

/** Lengths of time in at most two units; {@code time.js} counts down with the same rule. */
final class Spans {

    private static final char NBSP = '\u00a0';

    private Spans() {}

    static String words(Duration length, String day) {
        var seconds = Math.abs(length.toSeconds());
        if (seconds < 60) {
            return seconds + "" + NBSP + "s";
        }
        var minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + "" + NBSP + "min";
        }
        var hours = minutes / 60;
        if (hours < 48) {
            var rest = minutes % 60;
            return hours + "" + NBSP + "h" + (rest == 0 ? "" : NBSP + (rest < 10 ? "0" : "") + rest);
        }
        var days = hours / 24;
        var rest = hours % 24;
        return days + "" + NBSP + day + (rest == 0 || days >= 10 ? "" : " " + rest + NBSP + "h");
    }
}
