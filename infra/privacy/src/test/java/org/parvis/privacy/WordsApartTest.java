package org.parvis.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsApartTest {

    private static final List<String> FIRST = List.of("mon cancer", "Kerouanton");
    private static final List<String> NONE = List.of();
    private static final List<String> LAST = List.of("PNRK7X92Q", "", "on two\nlines");

    @Test
    void everyWordComesBackToItsPlace() {
        var joined = WordsApart.joined(Stream.of(FIRST, NONE, LAST));
        assertThat(WordsApart.places(LAST)).containsExactly("", "", "");
        var apart = new WordsApart(joined);
        assertThat(apart.into(WordsApart.places(FIRST))).isEqualTo(FIRST);
        assertThat(apart.into(WordsApart.places(NONE))).isEmpty();
        assertThat(apart.into(WordsApart.places(LAST))).containsExactly("PNRK7X92Q", "", "on two lines");
    }

    @Test
    void whereThereAreNoWordsThereIsNothingToProtect() {
        assertThat(WordsApart.joined(Stream.of(NONE, NONE))).isNull();
    }

    @Test
    void anEntryOfBeforeHasItsWordsInItsLists() {
        assertThat(new WordsApart(null).into(FIRST)).isEqualTo(FIRST);
    }

    @Test
    void afterAnErasureAListSaysThatThereWereWords() {
        var apart = new WordsApart(Erased.TEXT);
        assertThat(apart.into(WordsApart.places(LAST))).containsExactly(Erased.TEXT);
        assertThat(apart.into(NONE)).isEmpty();
        assertThat(WordsApart.erased(FIRST)).containsExactly(Erased.TEXT);
        assertThat(WordsApart.erased(NONE)).isEmpty();
    }

    @Test
    void fewerWordsThanPlacesLeaveThePlacesEmpty() {
        var apart = new WordsApart("one");
        assertThat(apart.into(List.of("", ""))).containsExactly("one", "");
    }
}
