package org.parvis.moderation.review.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextFactsTest {

    @Test
    void countsWhatPeopleCallCharacters() {
        assertThat(TextFacts.of("é👩‍👩‍👧🇫🇷").characters()).isEqualTo(3);
    }

    @Test
    void findsLinks() {
        assertThat(TextFacts.of("Voir https://helianthe.example/aide et HTTP://a.example.")
                        .links())
                .containsExactly("https://helianthe.example/aide", "HTTP://a.example.");
    }

    @Test
    void findsWhatBelongsToSomebody() {
        assertThat(TextFacts.of(
                                "margaux@belin.example, 06 12 34 56 78, +33 6 12 34 56 78, FR76 3000 6000 0112 3456 7890 189, 4970 1012 3456 7890")
                        .personalData())
                .containsExactly(
                        "margaux@belin.example",
                        "06 12 34 56 78",
                        "+33 6 12 34 56 78",
                        "FR76 3000 6000 0112 3456 7890 189",
                        "4970 1012 3456 7890");
    }

    @Test
    void takesOrdinaryFiguresForWhatTheyAre() {
        assertThat(TextFacts.of("Le vol 1234 du 21/11/2026 coûte 184 €, dossier ABCDEF, 18 400 abonnés.")
                        .personalData())
                .isEmpty();
    }
}
