package org.parvis.listening.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExcessWordsTest {

    private static final List<String> USUAL = Stream.concat(
                    Collections.nCopies(60, "Le vol Hélianthe pour Porto était à l’heure").stream(),
                    Collections.nCopies(40, "Remboursement du vol Hélianthe demandé").stream())
            .toList();

    @Test
    void namesWhatIsSaidMoreThanUsualAndNotWhatIsAlwaysSaid() {
        var now = Stream.concat(
                        Collections.nCopies(30, "Débité deux fois par Hélianthe !").stream(),
                        Collections.nCopies(10, "Le vol Hélianthe pour Porto était à l’heure").stream())
                .toList();
        var terms = ExcessWords.of(now, USUAL, 6);
        assertThat(terms.getFirst().term()).contains("débité");
        assertThat(terms.getFirst().now()).isEqualTo(30);
        assertThat(terms.getFirst().usual()).isZero();
        assertThat(terms).extracting(ExcessWords.Term::term).doesNotContain("helianthe", "vol", "porto", "par");
    }

    @Test
    void saysWhatAsManyMessagesWouldUsuallyBring() {
        var terms = ExcessWords.of(Collections.nCopies(50, "Remboursement refusé"), USUAL, 6);
        assertThat(terms)
                .filteredOn(term -> term.term().equals("remboursement"))
                .allSatisfy(term -> assertThat(term.usual()).isEqualTo(20));
    }

    @Test
    void findsNothingWhereEverythingIsAsUsualOrNothingIsKnown() {
        assertThat(ExcessWords.of(USUAL, USUAL, 6)).isEmpty();
        assertThat(ExcessWords.of(List.of(), USUAL, 6)).isEmpty();
        assertThat(ExcessWords.of(List.of("one word"), List.of(), 6)).isEmpty();
    }
}
