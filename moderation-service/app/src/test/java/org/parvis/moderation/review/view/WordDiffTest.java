package org.parvis.moderation.review.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.parvis.moderation.review.view.WordDiff.Kind;
import org.parvis.moderation.review.view.WordDiff.Part;

class WordDiffTest {

    @Test
    void showsWhatChangedInWords() {
        assertThat(WordDiff.between(
                        "relevé dans 5 jours. Donnez-nous les lettres",
                        "relevé sous 5 jours. Écrivez-nous les lettres"))
                .containsExactly(
                        new Part(Kind.KEPT, "relevé "),
                        new Part(Kind.REMOVED, "dans"),
                        new Part(Kind.ADDED, "sous"),
                        new Part(Kind.KEPT, " 5 jours. "),
                        new Part(Kind.REMOVED, "Donnez"),
                        new Part(Kind.ADDED, "Écrivez"),
                        new Part(Kind.KEPT, "-nous les lettres"));
    }

    @Test
    void showsNothingForEqualTexts() {
        assertThat(WordDiff.between("le même", "le même")).containsExactly(new Part(Kind.KEPT, "le même"));
    }

    @Test
    void findsOneChangedFigureInAVeryLongText() {
        var line = "Le vol part à l’heure dite et la valise aussi. ".repeat(300);
        assertThat(WordDiff.between(line + "5 jours. " + line, line + "15 jours. " + line))
                .containsExactly(
                        new Part(Kind.KEPT, line),
                        new Part(Kind.REMOVED, "5"),
                        new Part(Kind.ADDED, "15"),
                        new Part(Kind.KEPT, " jours. " + line));
    }

    @Test
    void showsALongTextThatIsAllNewBeforeAndAfter() {
        var before = "un ".repeat(1_500);
        var after = "deux ".repeat(1_500);
        assertThat(WordDiff.between(before, after))
                .containsExactly(new Part(Kind.REMOVED, before), new Part(Kind.ADDED, after));
    }

    @Property(tries = 200)
    void losesNothingOfEitherText(
            @ForAll @StringLength(max = 40) @CharRange(from = 'a', to = 'd') String a,
            @ForAll @StringLength(max = 40) @CharRange(from = 'a', to = 'd') String b) {
        var before = a.replace('a', ' ');
        var after = b.replace('a', ' ');
        var parts = WordDiff.between(before, after);
        assertThat(text(parts, Kind.ADDED)).isEqualTo(after.replaceAll("\\s+", ""));
        assertThat(text(parts, Kind.REMOVED)).isEqualTo(before.replaceAll("\\s+", ""));
    }

    private static String text(java.util.List<Part> parts, Kind changed) {
        return parts.stream()
                .filter(part -> part.kind() == Kind.KEPT || part.kind() == changed)
                .map(Part::text)
                .collect(Collectors.joining())
                .replaceAll("\\s+", "");
    }
}
