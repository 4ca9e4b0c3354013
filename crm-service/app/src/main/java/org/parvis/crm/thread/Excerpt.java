package org.parvis.crm.thread;

import org.jspecify.annotations.Nullable;

/** The beginning of a text, on one line. */
public final class Excerpt {

    private static final int LONGEST = 180;

    /** Signs of a text that are read for one: more than any of them shows, and of a long text no more. */
    private static final int READ = 1_000;

    private Excerpt() {}

    public static String of(@Nullable String title, String text) {
        return of(title == null || title.isBlank() ? text : title.strip() + ". " + text, LONGEST);
    }

    /** The part of a column that one is made of, under the same name. */
    public static String begins(String column) {
        return "left(" + column + ", " + READ + ") as " + column.substring(column.indexOf('.') + 1);
    }

    /** @param longest in what people call characters, roughly: code points */
    public static String of(String text, int longest) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest)).strip() + "…";
    }
}
