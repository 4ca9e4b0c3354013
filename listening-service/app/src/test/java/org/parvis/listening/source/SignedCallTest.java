package org.parvis.listening.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignedCallTest {

    /** The example of the specification of Standard Webhooks. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String SECOND = "1614265330";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final Instant THEN = Instant.ofEpochSecond(1_614_265_330L);

    private static SignedCall call(String id, String second, String signatures, String body) {
        return new SignedCall("", id, second, signatures, body.getBytes(UTF_8));
    }

    @Test
    void knowsACallOfStandardWebhooks() {
        var call = call(ID, SECOND, SIGNATURE, BODY);
        assertThat(call.isSignedWith(SECRET, THEN)).isTrue();
        assertThat(call.isSignedWith("whsec_TWZLUTlyOEdLWXFyVHdqVVBEOElMUFo=", THEN))
                .isFalse();
        assertThat(call(ID, SECOND, "v1,AAAA v2,BBBB " + SIGNATURE, BODY).isSignedWith(SECRET, THEN))
                .as("one of several")
                .isTrue();
    }

    @Test
    void believesNothingThatWasChanged() {
        assertThat(call(ID + "x", SECOND, SIGNATURE, BODY).isSignedWith(SECRET, THEN))
                .isFalse();
        assertThat(call(ID, "1614265331", SIGNATURE, BODY).isSignedWith(SECRET, THEN))
                .isFalse();
        assertThat(call(ID, SECOND, SIGNATURE, BODY + " ").isSignedWith(SECRET, THEN))
                .isFalse();
        assertThat(call(ID, SECOND, SIGNATURE.substring(3), BODY).isSignedWith(SECRET, THEN))
                .as("without its version")
                .isFalse();
        assertThat(call("", SECOND, SIGNATURE, BODY).isSignedWith(SECRET, THEN)).isFalse();
        assertThat(call(ID, "soon", SIGNATURE, BODY).isSignedWith(SECRET, THEN)).isFalse();
        assertThat(call(ID, SECOND, "", BODY).isSignedWith(SECRET, THEN)).isFalse();
    }

    @Test
    void takesNoOldCall() {
        var call = call(ID, SECOND, SIGNATURE, BODY);
        var late = THEN.plus(SignedCall.FRESH);
        assertThat(call.isSignedWith(SECRET, late)).isTrue();
        assertThat(call.isSignedWith(SECRET, late.plusSeconds(1))).isFalse();
        assertThat(call.isSignedWith(SECRET, THEN.minus(SignedCall.FRESH).minus(Duration.ofSeconds(1))))
                .as("from a clock far ahead")
                .isFalse();
    }

    @Test
    void knowsTheBareSignatureOfABody() {
        var call = new SignedCall(
                "sha256=88aab3ede8d3adf94d26ab90d3bafd4a2083070c3bcce9c014ee04a443847c0b",
                "",
                "",
                "",
                "Hello World!".getBytes(UTF_8));
        assertThat(call.isSignedWith("secret", Instant.EPOCH)).isFalse();
        assertThat(new SignedCall(
                                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                                "",
                                "",
                                "",
                                "Hello, World!".getBytes(UTF_8))
                        .isSignedWith("It's a Secret to Everybody", Instant.EPOCH))
                .isTrue();
    }
}
