package org.parvis.privacy;

/** What a protected field reads after its person was erased. */
public final class Erased {

    /** A text that no network lets anybody write (it begins with a control character), so it cannot be forged. */
    public static final String TEXT = "\u0001erased";

    private Erased() {}

    public static boolean is(String text) {
        return TEXT.equals(text);
    }
}
