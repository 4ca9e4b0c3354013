package org.parvis.crm.text;

import java.util.regex.Pattern;

/** Browsers send a line break as two characters, networks count and show one: what is kept has the one. */
public final class LineBreaks {

    private static final Pattern FOREIGN = Pattern.compile("\r\n?");

    private LineBreaks() {}

    public static String plain(String text) {
        return FOREIGN.matcher(text).replaceAll("\n");
    }
}
