package org.parvis.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalTokenTest {

    @Test
    void isPrefixedRandomAndKnownAgain() {
        var seen = new HashSet<String>();
        for (var i = 0; i < 1_000; i++) {
            var token = PersonalToken.random();
            assertThat(token.value()).matches("pvs_[A-Za-z0-9_-]{43}");
            assertThat(seen.add(token.value())).isTrue();
            assertThat(PersonalToken.of(token.value())).hasValue(token);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "pvs_",
                "pvs_short",
                "PVS_0123456789012345678901234567890123456789012",
                "pvs_01234567890123456789012345678901234567890123",
                "pvs_0123456789012345678901234567890123456789 12",
                "pvs_0123456789012345678901234567890123456789012\n"
            })
    void isNothingElse(String text) {
        assertThat(PersonalToken.of(text)).isEmpty();
    }

    @Test
    void keepsItsValueOutOfLogs() {
        var token = PersonalToken.random();
        assertThat(token.toString()).doesNotContain(token.value());
    }
}
