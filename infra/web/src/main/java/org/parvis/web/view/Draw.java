package org.parvis.web.view;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Coordinates as SVG wants them: a point as decimal mark whatever the reader's language, one digit after it. */
final class Draw {

    private Draw() {}

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String line(List<Spot> spots) {
        return spots.stream().map(Spot::text).collect(Collectors.joining(" L", "M", ""));
    }

    /** The surface between two lines that run from left to right. */
    static String area(List<Spot> upper, List<Spot> lower) {
        return line(upper)
                + lower.reversed().stream().map(Spot::text).collect(Collectors.joining(" L", " L", ""))
                + "Z";
    }

    record Spot(double x, double y) {

        String text() {
            return number(x) + " " + number(y);
        }
    }
}
