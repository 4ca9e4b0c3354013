package org.parvis.publishing.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a network says is kept for years and shown in lists, so none of it is as long as the network likes. */
class SaidTest {

    private static final String LONG = "x".repeat(5_000_000);

    @Test
    void keepsWhatPeopleSayAsItIs() {
        assertThat(new Remote("at://did/post/1", "https://town.example/1"))
                .extracting(Remote::remoteId, Remote::permalink)
                .containsExactly("at://did/post/1", "https://town.example/1");
        assertThat(new SendOutcome.Refused("SPAM", "Looks like spam").detail()).isEqualTo("Looks like spam");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b", "a\ud83d", "\ude00b"})
    void hasNoNameRatherThanAnother(String id) {
        var remote = new Remote(id, "https://town.example/1");
        assertThat(remote).isEqualTo(new Remote("", "https://town.example/1"));
        assertThat(new SendOutcome.Live(remote).understood())
                .isEqualTo(new SendOutcome.Unknown(SendOutcome.WITHOUT_ID));
        assertThat(new LookUp.Found(remote).understood()).isEqualTo(new LookUp.Failed(SendOutcome.WITHOUT_ID));
        assertThat(new LookUp.Different(remote).understood()).isEqualTo(new LookUp.Different(remote));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "/posts/1",
                "https://town.example/\0",
                "https://town.example/\ud83d",
                "https://town.example/a b",
                "https://town.example/a\nb",
                "https://town.example/\u202egpj"
            })
    void hasNoLinkRatherThanOneThatIsNone(String link) {
        assertThat(new Remote("1", link)).isEqualTo(new Remote("1", ""));
    }

    @Test
    void hasNeitherRatherThanHalfOfOne() {
        assertThat(new Remote(LONG, "https://town.example/" + LONG)).isEqualTo(new Remote("", ""));
    }

    @Test
    void keepsAllSignsOfWhatIsSaid() {
        assertThat(new SendOutcome.Refused("SPAM", "Déjà vu 😀\nici").detail()).isEqualTo("Déjà vu 😀\nici");
        assertThat(new SendOutcome.Refused("A\0", "a\0b\ud83d c"))
                .isEqualTo(new SendOutcome.Refused("A\ufffd", "a\ufffdb\ufffd c"));
        assertThat(new SendOutcome.Unknown("x".repeat(499) + "😀").cause())
                .hasSize(500)
                .endsWith("\ufffd");
    }

    @Test
    void cutsWhateverAnAnswerSays() {
        assertThat(new SendOutcome.NotSent(LONG).cause()).hasSize(500);
        assertThat(new SendOutcome.NotNow(LONG, Optional.empty()).cause()).hasSize(500);
        assertThat(new SendOutcome.NotSignedIn(LONG).cause()).hasSize(500);
        assertThat(new SendOutcome.Refused(LONG, LONG))
                .satisfies(refused -> assertThat(refused.code()).hasSize(500))
                .satisfies(refused -> assertThat(refused.detail()).hasSize(500));
        assertThat(new SendOutcome.KeyTaken(LONG).cause()).hasSize(500);
        assertThat(new SendOutcome.Unknown(LONG).cause()).hasSize(500);
        assertThat(new LookUp.Failed(LONG).cause()).hasSize(500);
        assertThat(new Preparation.Impossible("GONE", LONG).detail()).hasSize(500);
        assertThat(new Preparation.NotYet(LONG).cause()).hasSize(500);
        assertThat(new Preparation.NotSignedIn(LONG).cause()).hasSize(500);
        assertThat(new SignIn.NotAccepted(LONG).detail()).hasSize(500);
        assertThat(new SignIn.NotReached(LONG).cause()).hasSize(500);
        assertThat(new SignIn.Works(LONG).account()).hasSize(500);
        assertThat(new Standing(null, Set.of(LONG), null).missing()).allMatch(scope -> scope.length() == 500);
        assertThat(new Standing(
                                null,
                                IntStream.range(0, 1_000)
                                        .mapToObj(Integer::toString)
                                        .collect(Collectors.toSet()),
                                null)
                        .missing())
                .hasSize(20);
    }
}
