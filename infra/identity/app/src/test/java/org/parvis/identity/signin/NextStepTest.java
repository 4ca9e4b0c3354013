package org.parvis.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextStepTest {

    @Test
    void isTheIssuersOwnAddress() {
        var asked = "/oauth2/authorize?response_type=code&client_id=parvis-gateway&state=a%2Bb";
        assertThat(NextStep.of(asked)).isEqualTo(asked);
        assertThat(NextStep.isUnderWay(asked)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "/",
                "//evil.example/oauth2/authorize?",
                "https://evil.example/oauth2/authorize?a=b",
                "/oauth2/authorize",
                "/oauth2/authorize.evil?x",
                "/oauth2/authorize?a=b\r\nSet-Cookie: x",
                "/oauth2/authorize?a=\\evil",
                "/oauth2/authorize?a={b}",
                "javascript:alert(1)"
            })
    void isNeverAnywhereElse(String asked) {
        assertThat(NextStep.of(asked)).isEqualTo("/");
    }
}
