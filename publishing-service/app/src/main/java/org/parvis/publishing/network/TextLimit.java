package org.parvis.publishing.network;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;
import org.parvis.publishing.api.Network;

/**
 * How long a text may be on a network, counted as the network counts.
 *
 * @param unit what the network calls a character
 * @param max how many of them
 * @param maxBytes how many bytes in UTF-8
 */
public record TextLimit(Unit unit, int max, int maxBytes) {

    /** What a network calls a character. */
    public enum Unit {
        /** What people call a character: an emoji with its skin tone is one. */
        GRAPHEMES,
        CODE_POINTS
    }

    private static final int NO_BYTES = Integer.MAX_VALUE;

    /** The limit of a network. */
    public static TextLimit of(Network network) {
        return switch (network) {
            case BLUESKY -> new TextLimit(Unit.GRAPHEMES, 300, 3_000);
            case MASTODON, TOWN -> new TextLimit(Unit.CODE_POINTS, 500, NO_BYTES);
            case WORDPRESS, WEBHOOK, MANUAL -> new TextLimit(Unit.CODE_POINTS, 10_000, NO_BYTES);
        };
    }

    public int length(String text) {
        return switch (unit) {
            case GRAPHEMES -> graphemes(text);
            case CODE_POINTS -> text.codePointCount(0, text.length());
        };
    }

    public boolean fits(String text) {
        return length(text) <= max && text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
    }

    private static int graphemes(String text) {
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        var count = 0;
        while (characters.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }
}
