package org.parvis.crm.thread;

import org.jspecify.annotations.Nullable;

/** The beginning of a text, on one line. */
public final class Excerpt {

    private static final int LONGEST = 180;

    private Excerpt() {}

    public static String of(@Nullable String title, String text) {
        return of(title == null || title.isBlank() ? text : title.strip() + ". " + text, LONGEST);
    }

    /** @param longest in what people call characters, roughly: code points */
    public static String of(String text, int longest) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest)).strip() + "…";
    }
}
