package org.parvis.publishing.network;

/**
 * What a network says of itself, as it can go on record: its answers are as long as it likes, hold whatever it likes, and all of them are kept.
 */
final class Said {

    private static final int LONGEST = 500;
    private static final int LONGEST_LINK = 1_000;
    private static final int INSTEAD = 0xFFFD;

    private Said() {}

    /** For people to read: cut where it is longer than anybody reads, with a sign in the place of what is none. */
    static String words(String words) {
        var cut = words.length() <= LONGEST ? words : words.substring(0, LONGEST);
        return cut.codePoints()
                .map(c -> isSign(c) ? c : INSTEAD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Half a name, or one with other signs in it, names something else, so there is none instead. */
    static String name(String name) {
        return name.length() <= LONGEST && name.codePoints().allMatch(Said::isSign) ? name : "";
    }

    /** Half an address leads elsewhere, and what is none leads nowhere good, so there is none instead. */
    static String link(String address) {
        return address.length() <= LONGEST_LINK
                        && (address.startsWith("https://") || address.startsWith("http://"))
                        && address.codePoints().allMatch(Said::isOfAnAddress)
                ? address
                : "";
    }

    /** Half of a pair is no character, and the one that is nothing is kept by no table. */
    private static boolean isSign(int c) {
        return c != 0 && Character.getType(c) != Character.SURROGATE;
    }

    private static boolean isOfAnAddress(int c) {
        return isSign(c)
                && !Character.isISOControl(c)
                && !Character.isSpaceChar(c)
                && Character.getType(c) != Character.FORMAT;
    }
}
