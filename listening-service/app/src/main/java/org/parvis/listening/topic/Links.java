package org.parvis.listening.topic;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The links of a message as they are compared: host, slash, path and what follows, in lower case, without scheme, port and fragment;
 * once for the host and once for each domain it belongs to.
 */
final class Links {

    private static final int MAX_LINKS = 100;

    /** A host with its path; labels and their number are bounded, so that no text takes long. */
    private static final String HOST = "((?:[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,62}\\.){1,10}\\p{L}[\\p{L}\\p{N}-]{1,62})";

    private static final Pattern LINK = Pattern.compile(
            "(?<![\\p{L}\\p{N}@._/-])(https?://)?" + HOST + "(?::\\d{1,5})?(/[^\\s<>\"«»“”„]*+|[?#][^\\s<>\"«»“”„]*+)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PLACE = Pattern.compile(HOST + "(?::\\d{1,5})?(/\\S*)?");

    private Links() {}

    static Set<String> of(Message message) {
        var links = new LinkedHashSet<String>();
        add(message.permalink(), links);
        add(message.text(), links);
        return links;
    }

    private static void add(String text, Set<String> links) {
        LINK.matcher(text).results().filter(Links::isMeant).limit(MAX_LINKS).forEach(found -> {
            var path = path(found.group(3));
            Fields.domains(found.group(2)).forEach(domain -> links.add(domain + path));
        });
    }

    /** "end.Next" is two sentences and no link: a link says so by its scheme, its www, or its path. */
    private static boolean isMeant(MatchResult found) {
        return found.group(1) != null
                || found.group(3) != null
                || found.group(2).regionMatches(true, 0, "www.", 0, 4);
    }

    private static String path(@Nullable String written) {
        if (written == null || written.startsWith("#")) {
            return "/";
        }
        int fragment = written.indexOf('#');
        var path = fragment < 0 ? written : written.substring(0, fragment);
        int end = path.length();
        // What ends the sentence is not the link's.
        while (end > 0 && ".,;:!?)]}'’…".indexOf(path.charAt(end - 1)) >= 0) {
            end--;
        }
        path = path.substring(0, end).toLowerCase(Locale.ROOT);
        return path.startsWith("/") ? path : "/" + path;
    }

    /** What somebody asks for, as links are compared; empty when it is no place. */
    static Optional<String> place(String written) {
        var bare =
                written.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("^www\\.", "");
        var found = PLACE.matcher(bare);
        if (!found.matches()) {
            return Optional.empty();
        }
        var path = found.group(2);
        return Optional.of(found.group(1) + (path == null ? "/" : path));
    }
}
