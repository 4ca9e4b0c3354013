package org.parvis.listening.topic;

import java.util.ArrayList;
import java.util.List;
import org.parvis.listening.matching.Hit;

/** As much of a text as one reads to judge it, around the first place where it was found, cut into what was found and what was not. */
final class Excerpt {

    private static final int BEFORE = 160;
    private static final int LENGTH = 480;

    private Excerpt() {}

    /** A stretch of the text; {@code found} when it is why it is here. */
    record Part(String text, boolean found) {}

    /** @param places in reading order; they may overlap */
    static List<Part> of(String text, List<Hit.Span> places) {
        int first = places.isEmpty() ? 0 : places.getFirst().start();
        int from = text.length() <= LENGTH ? 0 : boundary(text, Math.max(0, first - BEFORE));
        int to = boundary(text, Math.min(text.length(), from + LENGTH));
        var parts = new ArrayList<Part>();
        int at = from;
        for (var place : places) {
            int begin = Math.max(at, place.start());
            int end = Math.min(to, place.end());
            if (begin < end) {
                add(parts, text.substring(at, begin), false);
                add(parts, text.substring(begin, end), true);
                at = end;
            }
        }
        add(parts, text.substring(at, to), false);
        if (from > 0) {
            parts.addFirst(new Part("… ", false));
        }
        if (to < text.length()) {
            parts.addLast(new Part(" …", false));
        }
        return List.copyOf(parts);
    }

    private static void add(List<Part> parts, String text, boolean found) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, found));
        }
    }

    /** Nothing is cut within a sign that takes two places. */
    private static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
