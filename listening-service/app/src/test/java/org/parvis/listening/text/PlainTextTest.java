package org.parvis.listening.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <p>Bonjour&nbsp;!</p><p>Merci &amp; à bientôt</p>|Bonjour\u00a0!~~Merci & à bientôt
            Fish &amp; chips < 5 &euro;|Fish & chips < 5 €
            <script>alert(1)</script>Hello|Hello
            Hello<style>b{}</style> <b>World</b>|Hello World
            <img src=x onerror=alert(1)>pic|pic
            <a href="javascript:alert(1)">click</a>|click
            one<br>two<br/>three|one~two~three
            <ul><li>a</li><li>b</li></ul>|a~~b
            <svg><text>hidden</text></svg>shown|shown
            &lt;b&gt;not markup&lt;/b&gt;|<b>not markup</b>
            <p>unclosed <b>and <i>nested|unclosed and nested
            <iframe src="http://x">inner</iframe>after|after
            <!-- comment -->text|text
            """)
    void takesTheWordsOutOfHtml(String html, String expected) {
        assertThat(PlainText.ofHtml(html, 1000)).isEqualTo(expected.replace('~', '\n'));
    }

    @Test
    void removesWhatHidesReversesOrPilesUp() {
        assertThat(PlainText.of("pay\u202egro.elpmaxe\u202c now", 100)).isEqualTo("paygro.elpmaxe now");
        assertThat(PlainText.of("\ufefffa\u200bre s\u00adtrike\u0007", 100)).isEqualTo("fare strike");
        assertThat(PlainText.of("e" + "\u0301".repeat(50) + "x", 100).length()).isLessThan(8);
        assertThat(PlainText.of("a\ud800b", 100)).isEqualTo("ab");
    }

    @Test
    void keepsEmojiFrenchSpacesAndForeignScripts() {
        assertThat(PlainText.of("Famille 👩\u200d👩\u200d👧 ✈️ 日本語 \u202f!", 100))
                .contains("👩\u200d👩\u200d👧", "✈️", "日本語");
        assertThat(PlainText.of("Prêts\u00a0?  Oui\u202f!", 100)).isEqualTo("Prêts\u00a0? Oui\u202f!");
    }

    @Test
    void composesLettersSoThatEqualWordsAreEqual() {
        assertThat(PlainText.of("e\u0301te\u0301", 100)).isEqualTo("été");
    }

    @Test
    void cutsLongTextsAtAWord() {
        assertThat(PlainText.of("one two three four", 10)).isEqualTo("one two…");
        assertThat(PlainText.of("x".repeat(50), 10)).isEqualTo("x".repeat(9) + "…");
        assertThat(PlainText.of("😀".repeat(50), 10).codePoints().allMatch(c -> c == 0x1f600 || c == '…'))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<a ", "<b>", "&", "&#x", "<!--", "</p>", "<a href='", "<script>", "<![CDATA["})
    @Timeout(30)
    void readsHostileMarkupOfAnySizeInReasonableTime(String part) {
        assertThat(PlainText.ofHtml(part.repeat(300_000), 500).length()).isLessThanOrEqualTo(500);
    }

    @Property
    void neverLetsAControlOrDirectionCharacterThroughAndStaysInBounds(@ForAll String text) {
        var plain = PlainText.ofHtml(text, 200);

        assertThat(plain.length()).isLessThanOrEqualTo(200);
        assertThat(plain.chars()).noneMatch(c -> c < 0x20 && c != '\n');
        assertThat(plain.chars()).noneMatch(c -> c == 0x202e || c == 0x2067 || c == 0xfeff);
        assertThat(PlainText.of(plain, 200))
                .as("cleaning twice changes nothing")
                .isEqualTo(plain);
    }
}
