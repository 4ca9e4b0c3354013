package org.parvis.listening.story;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.text.TextAnalysis;
import org.parvis.listening.text.WebLinks;

/**
 * What of a message is compared with others: its words, without links, names that are called and the mark of a repost; and the pages it is
 * on and leads to. All of it is numbers.
 *
 * <p>A text is recognised as a whole, and by its opening, because what is shortened on its way keeps the beginning.
 *
 * @param words how many; of few ones nothing is compared, since two who say the same four words do not repeat each other
 * @param whole null when there are too few words
 * @param opening null when there are too few words, or none beyond the opening
 * @param page the page of the message itself, or null
 * @param links the pages it leads to
 */
record Wording(
        int words,
        @Nullable Fingerprint whole,
        @Nullable Fingerprint opening,
        @Nullable Long page,
        List<Long> links) {

    /** Below so many words equal texts are no copies of each other. */
    static final int FEWEST_WORDS = 8;

    static final int OPENING_WORDS = 32;
    /** From so much likeness on a text tells the same. */
    static final double ALIKE = 0.5;

    private static final double COPIED = 0.95;

    private static final Pattern CALLED = Pattern.compile("(?<![\\p{L}\\p{N}])@[\\p{L}\\p{N}_.-]+");
    private static final Pattern REPOSTED = Pattern.compile("(?i)^\\W*(?:rt|mt)\\b\\W*");

    Wording {
        links = List.copyOf(links);
    }

    static Wording of(@Nullable String title, String text, String permalink) {
        var said = title == null || text.startsWith(title) ? text : title + "\n" + text;
        var words = words(said);
        boolean isLong = words.size() > OPENING_WORDS;
        return new Wording(
                words.size(),
                words.size() < FEWEST_WORDS ? null : Fingerprint.of(words),
                isLong ? Fingerprint.of(words.subList(0, OPENING_WORDS)) : null,
                Pages.own(permalink).map(Wording::number).orElse(null),
                Pages.linked(said).stream().map(Wording::number).sorted().toList());
    }

    static List<String> words(String said) {
        var bare = CALLED.matcher(REPOSTED.matcher(WebLinks.without(said)).replaceFirst(""))
                .replaceAll(" ");
        return TextAnalysis.plainTokens(bare);
    }

    private static long number(String page) {
        return Fingerprint.hash(page);
    }

    /** Numbers of which two messages of a brand share at least one when they may tell the same; of other brands they share none. */
    long[] keys(String brandId) {
        long salt = Fingerprint.hash(brandId);
        var ofWhole = whole != null && opening != null ? LongStream.of(whole.bands(salt ^ 1)) : LongStream.empty();
        var ofOpening = whole == null
                ? LongStream.empty()
                : LongStream.of(beginning(whole).bands(salt ^ 2));
        var ofPages = LongStream.concat(
                        links.stream().mapToLong(link -> link), page == null ? LongStream.empty() : LongStream.of(page))
                .map(number -> Fingerprint.mixed(salt ^ number));
        return LongStream.concat(LongStream.concat(ofWhole, ofOpening), ofPages)
                .distinct()
                .toArray();
    }

    /** A short text is its own opening. */
    private Fingerprint beginning(Fingerprint all) {
        return opening == null ? all : opening;
    }

    /** How much the words are alike, from {@link #ALIKE} to 1; nothing when they are not. */
    OptionalDouble likeness(Wording other) {
        if (whole == null || other.whole == null) {
            return OptionalDouble.empty();
        }
        double likeness = whole.likeness(other.whole);
        if (isExcerpt(other)) {
            // Of an excerpt the whole says nothing: most of the longer one is not in it.
            likeness = Math.max(likeness, beginning(whole).likeness(other.beginning(other.whole)));
        }
        return likeness < ALIKE ? OptionalDouble.empty() : OptionalDouble.of(likeness);
    }

    private boolean isExcerpt(Wording other) {
        return Math.min(words, other.words) * 2 <= Math.max(words, other.words);
    }

    /** Whether one leads to the other, or both to a third. */
    boolean isLinkedWith(Wording other) {
        return (page != null && other.links.contains(page))
                || (other.page != null && links.contains(other.page))
                || links.stream().anyMatch(other.links::contains);
    }

    boolean isOnSamePage(Wording other) {
        return page != null && page.equals(other.page);
    }

    /** Whether the other one says all of this in the same words. */
    boolean isCopyOf(Wording other) {
        boolean isSame = (whole == null || other.whole == null)
                ? (whole == null && other.whole == null)
                : (whole.likeness(other.whole) >= COPIED);
        return isSame && other.links.containsAll(links);
    }

    boolean saysNothing() {
        return whole == null && page == null && links.isEmpty();
    }
}
