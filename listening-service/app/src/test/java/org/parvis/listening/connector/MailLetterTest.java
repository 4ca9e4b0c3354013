package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MailLetterTest {

    private static final String MIXED = """
            From: =?utf-8?Q?L=C3=A9o_Martin?= <Leo@Example.test>
            Subject: =?utf-8?B?V2lmaSBlbiBwYW5uZSDDoCBib3Jk?=
            Message-ID: <3@example.test>
            In-Reply-To: <2@example.test>
            References: <1@example.test> <2@example.test>
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/html; charset=utf-8

            <p>Toujours <b>rien</b>.</p>
            --inner
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            Toujours rien apr=E8s deux jours.
            > Nous regardons.
            --=20
            L=E9o
            --inner--
            --outer
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="facture.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0x
            --outer--
            """;

    private static MailLetter letter(String text) {
        return MailLetter.of(text.replace("\n", "\r\n").getBytes(UTF_8)).orElseThrow();
    }

    @Test
    void readsWhoSaysWhatAndWhatItAnswers() {
        var letter = letter(MIXED);
        assertThat(letter.address()).isEqualTo("leo@example.test");
        assertThat(letter.author()).isEqualTo("Léo Martin");
        assertThat(letter.subject()).contains("Wifi en panne à bord");
        assertThat(letter.text()).isEqualTo("Toujours rien après deux jours.\n[facture.pdf]");
        assertThat(letter.answers()).containsExactly("1@example.test", "2@example.test");
        assertThat(letter.id()).contains("3@example.test");
    }

    @Test
    void takesTheWordsOfHtmlWhereThereIsNothingElse() {
        var letter = letter("""
                From: leo@example.test
                Content-Type: text/html; charset=utf-8

                <style>p { color: red }</style><script>steal()</script><p>Bonjour&nbsp;<img src="https://spy.example/1.gif">à tous</p>
                """);
        assertThat(letter.text()).contains("Bonjour").contains("à tous").doesNotContain("steal", "color", "spy");
        assertThat(letter.subject()).isEmpty();
    }

    @Test
    void whatIsOnlyQuotedIsReadAllTheSame() {
        assertThat(letter("From: leo@example.test\n\n> Le wifi marche ?\n").text())
                .isEqualTo("> Le wifi marche ?");
    }

    @Test
    void nobodyOverwritesALetterByUsingItsIdAgain() {
        var honest = letter("From: leo@example.test\nMessage-ID: <1@example.test>\n\nLe wifi est en panne.\n");
        var forged = letter("From: leo@example.test\nMessage-ID: <1@example.test>\n\nLe wifi est parfait.\n");
        var again = letter(
                "Received: by elsewhere\nFrom: leo@example.test\nMessage-ID: <1@example.test>\n\nLe wifi est en panne.\n");
        assertThat(forged.name()).isNotEqualTo(honest.name());
        assertThat(again.name()).isEqualTo(honest.name());
    }

    @Test
    void readsWhatWasCutOffInTheMiddle() {
        var whole = """
                From: leo@example.test
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain
                Content-Transfer-Encoding: base64

                TGUgd2lmaSBuZSBtYXJjaGUgcGFz
                """.replace("\n", "\r\n");
        var raw = whole.substring(0, whole.length() - 5).getBytes(UTF_8);
        assertThat(MailLetter.of(raw))
                .hasValueSatisfying(letter -> assertThat(letter.text()).startsWith("Le wifi ne marche"));
    }

    @Test
    void believesUnknownCharsetsAndBrokenHeadersNoMoreThanNeeded() {
        var raw = "From: <<>,\"\nSubject: =?nonsense?Q?=ZZ?=\nContent-Type: text/plain; charset=klingon\n\nwifi\n"
                .getBytes(ISO_8859_1);
        assertThat(MailLetter.of(raw)).hasValueSatisfying(letter -> {
            assertThat(letter.text()).isEqualTo("wifi");
            assertThat(letter.address()).isEmpty();
        });
    }

    @Test
    void doesNotFollowPartsInPartsForEver() {
        var nested = new StringBuilder("From: leo@example.test\nSubject: deep\n");
        for (var depth = 0; depth < 2_000; depth++) {
            nested.append("Content-Type: multipart/mixed; boundary=b")
                    .append(depth)
                    .append("\n\n--b")
                    .append(depth)
                    .append('\n');
        }
        assertThat(letter(nested.toString()).text()).isEqualTo("deep");
    }

    @Property(tries = 300)
    void nothingThatComesBreaksIt(@ForAll byte[] noise, @ForAll int place) {
        var raw = MIXED.replace("\n", "\r\n").getBytes(UTF_8);
        var from = Math.floorMod(place, raw.length);
        var broken = Arrays.copyOf(raw, Math.max(raw.length, from + noise.length));
        System.arraycopy(noise, 0, broken, from, noise.length);
        MailLetter.of(broken).ifPresent(letter -> {
            assertThat(letter.text().length()).isBetween(1, 20_000);
            assertThat(letter.name()).doesNotContain("\n").hasSizeLessThan(300);
        });
    }
}
