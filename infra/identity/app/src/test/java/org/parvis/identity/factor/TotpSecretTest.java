package org.parvis.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpSecretTest {

    /** The secret of RFC 6238, appendix B. */
    private static final TotpSecret RFC = new TotpSecret("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /** The last six of the eight digits that appendix B gives for SHA-1. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082", "1111111109, 081804", "1111111111, 050471",
        "1234567890, 005924", "2000000000, 279037", "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long second, String code) {
        assertThat(RFC.code(Instant.ofEpochSecond(second))).isEqualTo(code);
    }

    @Test
    void takesTheStepBeforeAndAfterAndNoOther() {
        var now = Instant.ofEpochSecond(1_111_111_111);
        var step = 1_111_111_111L / 30;
        assertThat(RFC.step(RFC.code(now), now)).hasValue(step);
        assertThat(RFC.step(RFC.code(now.minusSeconds(30)), now)).hasValue(step - 1);
        assertThat(RFC.step(RFC.code(now.plusSeconds(30)), now)).hasValue(step + 1);
        assertThat(RFC.step(RFC.code(now.minusSeconds(60)), now)).isEmpty();
        assertThat(RFC.step(RFC.code(now.plusSeconds(60)), now)).isEmpty();
        assertThat(RFC.step("", now)).isEmpty();
        assertThat(RFC.step("à la carte", now)).isEmpty();
    }

    @Test
    void isTypedInBase32() {
        assertThat(RFC.text()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(RFC.spaced()).isEqualTo("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assertThat(new TotpSecret("foob".getBytes(StandardCharsets.US_ASCII)).text())
                .isEqualTo("MZXW6YQ");
    }

    @Test
    void fitsIntoAPictureWhateverTheMemberIsCalled() {
        var address = RFC.address("a".repeat(64));
        assertThat(QrCode.of(address).width()).isLessThan(57);
        assertThat(address).contains("secret=" + RFC.text()).endsWith("&issuer=Parvis");
    }

    @Test
    void tellsNobodyByAccident() {
        assertThat(RFC.toString()).doesNotContain("1234", "GEZD");
        assertThat(TotpSecret.random().text())
                .hasSize(32)
                .isNotEqualTo(TotpSecret.random().text());
    }
}
