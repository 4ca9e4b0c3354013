package org.parvis.publishing.network.wordpress;

/** Takes back what a blog does to quotation marks, dashes and dots before it shows a text. */
final class Typography {

    private Typography() {}

    static String plain(String text) {
        return text.replaceAll("[\u2018\u2019\u201a\u2032]", "'")
                .replaceAll("[\u201c\u201d\u201e\u2033]", "\"")
                .replaceAll("[\u2013\u2014]|--+", "-")
                .replace("\u2026", "...")
                .replace("\u00d7", "x");
    }
}
