package org.parvis.listening.story;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parvis.listening.text.WebLinks;

/**
 * The pages that links lead to, each written in one way: without scheme, port, "www.", "m." or "amp." before the host, slash at the end,
 * fragment, and what says only where a reader came from; with what is asked in one order.
 *
 * <p>Only a page that holds one thing counts: an article with a title in its address, a post or a video with a number or a code.
 * Everybody who complains about an airline links to its front page, and that makes no story.
 */
final class Pages {

    private static final Pattern OTHER_DOORS = Pattern.compile("^(?:www|m|mobile|amp)\\.(?=[^.]+\\.)");
    private static final Pattern TRACKING = Pattern.compile(
            "(?:utm_\\w+|[a-z]*clid|mc_[ce]id|xtor|igshid|ref|ref_src|source|cmp|ito|smid|amp|share\\w*)");
    /** Three are enough: an expression that goes on to the last word is as deep as a stranger's address is long. */
    private static final Pattern TITLE_OF_THREE_WORDS =
            Pattern.compile("(?<![^/?&=_+.-])[^/?&=_+.-]{2,}+(?:[-_+][^/?&=_+.-]++){2}");

    private static final Pattern NUMBER = Pattern.compile("\\d{5,}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{7,40}");
    private static final int CODE_CHANGES = 3;

    private Pages() {}

    /** The page of a message itself; none when it shares its page with others, such as a comment below an article. */
    static Optional<String> own(String permalink) {
        return permalink.indexOf('#') >= 0
                ? Optional.empty()
                : WebLinks.of(permalink).stream().findFirst().flatMap(Pages::page);
    }

    /** The pages that a text links to. */
    static Set<String> linked(String text) {
        return WebLinks.of(text).stream().flatMap(link -> page(link).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> page(WebLinks.Link link) {
        int question = link.path().indexOf('?');
        var path = (question < 0 ? link.path() : link.path().substring(0, question)).replaceFirst("/(?:amp/?)?$", "");
        var asked = question < 0
                ? ""
                : Arrays.stream(link.path().substring(question + 1).split("&"))
                        .filter(part -> !part.isEmpty()
                                && !TRACKING.matcher(part.split("=", 2)[0].toLowerCase(Locale.ROOT))
                                        .matches())
                        .sorted()
                        .collect(Collectors.joining("&"));
        var host = OTHER_DOORS.matcher(link.host().toLowerCase(Locale.ROOT)).replaceFirst("");
        var page = host + path + (asked.isEmpty() ? "" : "?" + asked);
        return isOfOneThing(path, asked) ? Optional.of(page) : Optional.empty();
    }

    private static boolean isOfOneThing(String path, String asked) {
        return Stream.of(path.split("/"), asked.split("[&=]"))
                .flatMap(Arrays::stream)
                .anyMatch(part -> TITLE_OF_THREE_WORDS.matcher(part).find()
                        || NUMBER.matcher(part).find()
                        || (CODE.matcher(part).matches() && changes(part) >= CODE_CHANGES));
    }

    /** How often small letters, capitals and digits take turns: codes mix them, words and names of things hardly do. */
    private static int changes(String code) {
        int changes = 0;
        for (int i = 1; i < code.length(); i++) {
            if (kind(code.charAt(i)) != kind(code.charAt(i - 1))) {
                changes++;
            }
        }
        return changes;
    }

    private static int kind(char c) {
        return Character.isDigit(c) ? 0 : Character.isUpperCase(c) ? 1 : 2;
    }
}
