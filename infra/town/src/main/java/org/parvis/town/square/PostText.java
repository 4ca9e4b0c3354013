package org.parvis.town.square;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a post's text: is it acceptable, whom does it name, which tags and addresses are in it. */
public final class PostText {

    /** The longest text, in code points. */
    public static final int MAX_LENGTH = 500;

    private static final Pattern MARK = Pattern.compile(
            "(?<![\\p{L}\\p{N}_])(?:@(?<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,31})|#(?<tag>[\\p{L}\\p{N}_]{1,50}))"
                    + "|(?<link>https?://[^\\s<>\"']{1,400}[^\\s<>\"'.,;:!?)\\]\u00a0\u202f])");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private PostText() {}

    /** One stretch of text: plain, or something that can be followed. */
    public record Piece(Kind kind, String text) {
        /** What a piece is. */
        public enum Kind {
            PLAIN,
            MENTION,
            TAG,
            LINK
        }
    }

    static void check(String text) {
        if (text.isBlank()) {
            throw new SquareRefused(Refusal.TEXT_EMPTY);
        }
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            throw new SquareRefused(Refusal.TEXT_TOO_LONG);
        }
        if (!isPlain(text, true)) {
            throw new SquareRefused(Refusal.TEXT_INVALID);
        }
    }

    static void checkLanguage(@Nullable String language) {
        if (language != null && !LANGUAGE.matcher(language).matches()) {
            throw new SquareRefused(Refusal.LANGUAGE_INVALID);
        }
    }

    static boolean isPlainLine(String text, int shortest, int longest) {
        return text.length() >= shortest && text.length() <= longest && isPlain(text, false);
    }

    /** Control characters, halves of surrogate pairs and non-characters cannot be written in every feed format. */
    private static boolean isPlain(String text, boolean severalLines) {
        return text.codePoints().allMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL -> severalLines && (c == '\n' || c == '\t');
            case Character.SURROGATE -> false;
            default -> (c & 0xFFFE) != 0xFFFE;
        });
    }

    /** The text cut into plain stretches, mentions, tags and addresses; joined again it is the same text. */
    public static List<Piece> pieces(String text) {
        var pieces = new ArrayList<Piece>();
        var matcher = MARK.matcher(text);
        int from = 0;
        while (matcher.find()) {
            if (matcher.start() > from) {
                pieces.add(new Piece(Piece.Kind.PLAIN, text.substring(from, matcher.start())));
            }
            var kind = matcher.group("handle") != null
                    ? Piece.Kind.MENTION
                    : matcher.group("tag") != null ? Piece.Kind.TAG : Piece.Kind.LINK;
            pieces.add(new Piece(kind, matcher.group()));
            from = matcher.end();
        }
        if (from < text.length()) {
            pieces.add(new Piece(Piece.Kind.PLAIN, text.substring(from)));
        }
        return pieces;
    }

    /** The tags, in lower case and without the sign. */
    public static Set<String> hashtags(String text) {
        return marks(text, Piece.Kind.TAG);
    }

    /** The handles named, in lower case and without the sign, whether or not such an account exists. */
    public static Set<String> mentions(String text) {
        return marks(text, Piece.Kind.MENTION);
    }

    private static Set<String> marks(String text, Piece.Kind kind) {
        var marks = new LinkedHashSet<String>();
        for (var piece : pieces(text)) {
            if (piece.kind() == kind) {
                marks.add(piece.text().substring(1).toLowerCase(Locale.ROOT));
            }
        }
        return marks;
    }

    /** Lower case without accents, words parted by one space, a space at both ends. */
    static String words(String text) {
        var plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace("ß", "ss");
        return " " + BETWEEN_WORDS.matcher(plain).replaceAll(" ").strip() + " ";
    }
}
