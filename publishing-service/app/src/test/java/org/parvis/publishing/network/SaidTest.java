package org.parvis.publishing.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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

    @Test
    void cutsNamesAndHasNoLinkRatherThanHalfOfOne() {
        var remote = new Remote(LONG, "https://town.example/" + LONG);
        assertThat(remote.remoteId()).hasSize(500);
        assertThat(remote.permalink()).isEmpty();
        assertThat(remote).isEqualTo(new Remote(LONG, ""));
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
