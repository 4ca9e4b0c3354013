package org.parvis.identity.signin;

import org.jspecify.annotations.Nullable;

/** Where a browser goes after the password: the issuer's authorization address or the start page, never anywhere else. */
public final class NextStep {

    static final String PATH = "/oauth2/authorize";

    private static final int LONGEST = 4_000;

    private NextStep() {}

    /** What was asked for when it is one of ours, the start page otherwise. */
    public static String of(@Nullable String asked) {
        return asked != null && asked.length() <= LONGEST && asked.startsWith(PATH + "?") && isPlain(asked)
                ? asked
                : "/";
    }

    /** Whether there is a sign-in to go on with. */
    static boolean isUnderWay(@Nullable String asked) {
        return !of(asked).equals("/");
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f && "\\\"<>{}".indexOf(c) < 0);
    }
}
