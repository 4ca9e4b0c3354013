package org.parvis.crm.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.parvis.boot.Ids;
import org.parvis.crm.text.LineBreaks;

/**
 * The id of what a form makes, from an id that was drawn with the page and from what was typed: pressed twice it makes one thing, and who
 * goes back to write something else makes another one.
 */
public final class FormId {

    private static final int BYTES = 8;

    private FormId() {}

    /** @param drawn empty for a form that has none */
    public static String of(String drawn, List<String> typed) {
        return drawn.isBlank() ? Ids.next() : Ids.requireValid("form", drawn + "-" + digest(typed));
    }

    /** What the form that was refused draws again: it is still the same form. */
    public static String again(String drawn) {
        return drawn.isBlank() ? Ids.next() : drawn;
    }

    private static String digest(List<String> typed) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var each : typed) {
                digest.update(LineBreaks.plain(each).strip().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}
