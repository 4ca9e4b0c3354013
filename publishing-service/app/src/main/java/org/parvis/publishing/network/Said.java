package org.parvis.publishing.network;

/** What a network says of itself, cut where it is longer than anybody reads: its answers are as long as it likes, and all of them are kept. */
final class Said {

    private static final int LONGEST = 500;
    private static final int LONGEST_LINK = 1_000;

    private Said() {}

    static String words(String words) {
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST);
    }

    /** Half an address leads elsewhere, so there is none instead. */
    static String link(String address) {
        return address.length() <= LONGEST_LINK ? address : "";
    }
}
