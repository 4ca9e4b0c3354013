package org.parvis.moderation.review.view;

import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What anybody would check by hand in a text that goes out: how long it is, where it links, whether it shows somebody's data.
 *
 * @param characters as people count them
 * @param links addresses in it
 * @param personalData what looks like an e-mail address, a telephone number, a bank account or a payment card
 */
public record TextFacts(int characters, List<String> links, List<String> personalData) {

    private static final Pattern LINK = Pattern.compile("\\bhttps?://[^\\s<>\"]{1,500}", Pattern.CASE_INSENSITIVE);
    private static final Pattern PERSONAL =
            Pattern.compile("[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}.-]{1,120}\\.[\\p{L}]{2,12}"
                    + "|\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\\b"
                    + "|(?<![\\p{L}\\p{N}])(?:\\+\\d{1,3}[ .-]?|0)(?:\\d[ .-]?){8,11}(?!\\d)"
                    + "|(?<!\\d)(?:\\d[ -]?){13,16}(?!\\d)");
    private static final int MOST = 10;

    public TextFacts {
        links = List.copyOf(links);
        personalData = List.copyOf(personalData);
    }

    public static TextFacts of(String text) {
        return new TextFacts(characters(text), found(LINK, text), found(PERSONAL, text));
    }

    private static int characters(String text) {
        var letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(text);
        var count = 0;
        while (letters.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group().strip())
                .distinct()
                .limit(MOST)
                .toList();
    }
}
