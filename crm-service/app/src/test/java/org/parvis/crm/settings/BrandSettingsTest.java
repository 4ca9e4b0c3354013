package org.parvis.crm.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.crm.Refusals.refusedBecause;

import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.parvis.crm.api.AnswerTargetSet;
import org.parvis.crm.api.Telling;
import org.parvis.crm.api.TellingTextSet;
import org.parvis.crm.settings.ChangeBrandSettings.TellingText;

class BrandSettingsTest {

    private static final String BRAND = "helianthe";

    private final AggregateTestFixture<BrandSettings> fixture = new AggregateTestFixture<>(BrandSettings.class);

    @Test
    void settlesHowSoonToAnswer() {
        fixture.givenNoPriorActivity().when(target(30)).expectEvents(new AnswerTargetSet(BRAND, 30));
        fixture.given(new AnswerTargetSet(BRAND, 30)).when(target(30)).expectNoEvents();
    }

    @Test
    void refusesATargetNobodyCanMeanSeriously() {
        for (var minutes : new int[] {0, -1, BrandSettings.LONGEST_TARGET + 1}) {
            fixture.given(new AnswerTargetSet(BRAND, 30))
                    .when(target(minutes))
                    .expectException(refusedBecause(
                            BrandSettingsRefusal.TARGET_OUT_OF_RANGE, Map.of("most", BrandSettings.LONGEST_TARGET)));
        }
    }

    @Test
    void settlesTheWordsToAuthors() {
        var set = new TellingTextSet(BRAND, Telling.SHIPPED, "fr", "{name}, c’est fait : {summary}. {words}");
        fixture.givenNoPriorActivity().when(text(set.text())).expectEvents(set);
        fixture.given(set).when(text(set.text())).expectNoEvents();
    }

    @Test
    void refusesWordsThatSayNothing() {
        fixture.givenNoPriorActivity()
                .when(text(" "))
                .expectException(refusedBecause(BrandSettingsRefusal.TELLING_TEXT_EMPTY));
    }

    @Test
    void refusesWordsThatDoNotSayWhatAbout() {
        fixture.givenNoPriorActivity()
                .when(text("Merci {name}."))
                .expectException(refusedBecause(BrandSettingsRefusal.TELLING_SUMMARY_MISSING));
    }

    @Test
    void refusesAPlaceThatStandsForNothing() {
        fixture.givenNoPriorActivity()
                .when(text("{summary} {price}"))
                .expectException(
                        refusedBecause(BrandSettingsRefusal.TELLING_PLACE_UNKNOWN, Map.of("place", "{price}")));
    }

    @Test
    void refusesEndlessWords() {
        fixture.givenNoPriorActivity()
                .when(text("{summary}" + "a".repeat(BrandSettings.LONGEST_TEXT)))
                .expectException(refusedBecause(
                        BrandSettingsRefusal.TELLING_TEXT_TOO_LONG, Map.of("longest", BrandSettings.LONGEST_TEXT)));
    }

    @Test
    void refusesALanguageTheHouseDoesNotSpeak() {
        fixture.givenNoPriorActivity()
                .when(new ChangeBrandSettings(
                        BRAND, null, List.of(new TellingText(Telling.SHIPPED, "tlh", "{summary}"))))
                .expectException(refusedBecause(BrandSettingsRefusal.LANGUAGE_UNKNOWN));
    }

    @Test
    void whatIsFilledInIsNeverReadAsAPlace() {
        assertThat(TellingWords.fill("{name}: {summary}, {words}", "{words}", "$1 {name}", "yes"))
                .isEqualTo("{words}: $1 {name}, yes");
    }

    @Test
    void settlesAllOrNothing() {
        fixture.givenNoPriorActivity()
                .when(new ChangeBrandSettings(BRAND, 30, List.of(new TellingText(Telling.SHIPPED, "fr", "Merci."))))
                .expectNoEvents()
                .expectException(refusedBecause(BrandSettingsRefusal.TELLING_SUMMARY_MISSING));
    }

    private static ChangeBrandSettings target(int minutes) {
        return new ChangeBrandSettings(BRAND, minutes, List.of());
    }

    private static ChangeBrandSettings text(String text) {
        return new ChangeBrandSettings(BRAND, null, List.of(new TellingText(Telling.SHIPPED, "fr", text)));
    }
}
