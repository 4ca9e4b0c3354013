package org.parvis.publishing.network;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Whether two texts are the same after what networks do to texts: Unicode form, line ends, white space at the edges and in runs. */
public final class SameText {

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private SameText() {}

    public static boolean is(String one, String other) {
        return normal(one).equals(normal(other));
    }

    /** Whether a text contains another, both read that way. */
    public static boolean contains(String whole, String part) {
        return normal(whole).contains(normal(part));
    }

    private static String normal(String text) {
        return SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
    }
}
