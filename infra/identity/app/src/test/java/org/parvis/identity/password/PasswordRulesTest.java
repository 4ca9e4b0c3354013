package org.parvis.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.boot.InvalidInput;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "ines-caradec", "INES@alize.example", "ines.caradec", "aaaaaaaa", "abababab"})
    void refusesWhatIsShortOrGuessable(String password) {
        var email = password.equals("ines.caradec") ? "ines.caradec@alize.example" : "ines@alize.example";
        assertThatThrownBy(() -> PasswordRules.check("password", password, "ines-caradec", email))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void refusesWhatWouldKeepUsBusy() {
        assertThatThrownBy(() -> PasswordRules.check("password", "aZ9-".repeat(33), "ines", "i@alize.example"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("too-long");
    }

    @Test
    void acceptsAnyKindOfCharacters() {
        assertThat(PasswordRules.check("password", "quatre mots au hasard", "ines", "i@alize.example"))
                .isEqualTo("quatre mots au hasard");
    }
}
