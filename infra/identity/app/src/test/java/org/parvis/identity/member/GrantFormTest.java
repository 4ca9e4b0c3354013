package org.parvis.identity.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.boot.InvalidInput;

class GrantFormTest {

    private static GrantTerms until(@Nullable String until) {
        return new GrantForm("EMPLOYEE", "helianthe", null, null, until).terms();
    }

    @Test
    void aDayStillCountsAndAnInstantIsTakenAsItIs() {
        assertThat(until("2031-05-05").until()).isEqualTo(Instant.parse("2031-05-06T00:00:00Z"));
        assertThat(until("2031-05-05T09:00:00Z").until()).isEqualTo(Instant.parse("2031-05-05T09:00:00Z"));
        assertThat(until(null).until()).isNull();
    }

    /** Else a program that forgot which channel gave the whole brand, without an end. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u00a0"})
    void whatIsSentEmptyIsRefusedByItsName(String empty) {
        refuses("brand", new GrantForm("EMPLOYEE", empty, null, null, null));
        refuses("country", new GrantForm("EMPLOYEE", "helianthe", empty, null, null));
        refuses("channel", new GrantForm("EMPLOYEE", "helianthe", null, empty, null));
        refuses("until", new GrantForm("EMPLOYEE", "helianthe", null, null, empty));
        refuses("role", new GrantForm(empty, "helianthe", null, null, null));
    }

    private static void refuses(String field, GrantForm form) {
        assertThatThrownBy(form::terms)
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:59:59Z", "+999999998-12-31", "-0044-03-15T09:00:00Z", "tomorrow"})
    void whatNoReadModelCouldHoldIsRefused(String until) {
        assertThatThrownBy(() -> until(until)).isInstanceOf(InvalidInput.class);
    }
}
