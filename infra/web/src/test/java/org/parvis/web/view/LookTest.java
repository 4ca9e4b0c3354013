package org.parvis.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LookTest {

    @ParameterizedTest
    @MethodSource
    void hasAnIconAndAWordInBothLanguages(Look look) throws IOException {
        assertThat(sprite()).contains("<symbol id=\"" + look.icon() + "\"");
        var key = Objects.requireNonNull(look.key());
        assertThat(ResourceBundle.getBundle("i18n/shell", Locale.ENGLISH).getString(key))
                .isNotBlank();
        assertThat(ResourceBundle.getBundle("i18n/shell", Locale.FRENCH).getString(key))
                .isNotBlank();
    }

    static Stream<Look> hasAnIconAndAWordInBothLanguages() {
        return Stream.of(
                        Stream.of(-1.0, 0.0, 1.0).map(Look::tone),
                        Stream.of("QUESTION", "CRITICISM", "SUGGESTION", "PRAISE", "CRISIS_SIGN", "SPAM", "OTHER")
                                .map(Look::intent),
                        Stream.of(
                                        "DRAFT",
                                        "OPEN",
                                        "NOT_NEEDED",
                                        "APPROVED",
                                        "APPROVED_WITH_EDIT",
                                        "REFUSED",
                                        "WITHDRAWN")
                                .map(Look::review),
                        Stream.of(
                                        "DRAFT",
                                        "SUBMITTED",
                                        "WAITING_APPROVAL",
                                        "READY",
                                        "RELEASED",
                                        "ATTEMPTED",
                                        "CONFIRMED",
                                        "CONFIRMED_IN_PART",
                                        "REJECTED",
                                        "UNKNOWN",
                                        "PARKED",
                                        "HELD",
                                        "CANCELLED")
                                .map(Look::delivery),
                        Stream.of(
                                        "BLUESKY",
                                        "MASTODON",
                                        "WORDPRESS",
                                        "FEED",
                                        "DISCOURSE",
                                        "GHOST",
                                        "WALINE",
                                        "IMAP",
                                        "WEBHOOK",
                                        "MANUAL",
                                        "TOWN")
                                .map(Look::network))
                .flatMap(looks -> looks);
    }

    @Test
    void showsANameItDoesNotKnowRatherThanHideIt() {
        assertThat(Look.delivery("TELEPORTED")).isEqualTo(new Look("", "circle-dashed", null, "TELEPORTED"));
    }

    private static String sprite() throws IOException {
        try (var in = Objects.requireNonNull(LookTest.class.getResourceAsStream("/static/assets/parvis/icons.svg"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
