package org.parvis.listening.text;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the links that people wrote into a text. */
public final class WebLinks {

    private static final int MAX_LINKS = 100;

    /** A host; labels and their number are bounded, so that no text takes long. */
    public static final String HOST = "((?:[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,62}\\.){1,10}\\p{L}[\\p{L}\\p{N}-]{1,62})";

    private static final Pattern LINK = Pattern.compile(
            "(?<![\\p{L}\\p{N}@._/-])(https?://)?" + HOST + "(?::\\d{1,5})?(/[^\\s<>\"«»“”„]*+|[?#][^\\s<>\"«»“”„]*+)?",
            Pattern.CASE_INSENSITIVE);

    private WebLinks() {}

    /**
     * A link as it was written.
     *
     * @param path path and question after the host, without fragment and without what ends the sentence; may be empty
     */
    public record Link(String host, String path) {}

    /** The first hundred links. */
    public static List<Link> of(String text) {
        return LINK.matcher(text)
                .results()
                .filter(WebLinks::isMeant)
                .limit(MAX_LINKS)
                .map(found -> new Link(found.group(2), path(found.group(3))))
                .toList();
    }

    /** The text with a space in place of each link. */
    public static String without(String text) {
        return LINK.matcher(text).replaceAll(found -> isMeant(found) ? " " : "$0");
    }

    /** "end.Next" is two sentences and no link: a link says so by its scheme, its www, or its path. */
    private static boolean isMeant(MatchResult found) {
        return found.group(1) != null
                || found.group(3) != null
                || found.group(2).regionMatches(true, 0, "www.", 0, 4);
    }

    private static String path(@Nullable String written) {
        if (written == null) {
            return "";
        }
        int fragment = written.indexOf('#');
        int end = fragment < 0 ? written.length() : fragment;
        // What ends the sentence is not the link's.
        while (end > 0 && ".,;:!?)]}'’…".indexOf(written.charAt(end - 1)) >= 0) {
            end--;
        }
        return written.substring(0, end);
    }
}
