package org.parvis.identity.signin;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people come in.
 *
 * @param issuer the address under which browsers see Parvis; it is in every token
 * @param accessTokenLife how long a right that was withdrawn may still be used
 * @param refreshTokenLife how long somebody stays signed in without doing anything, at most
 */
@ConfigurationProperties("parvis.identity")
record SignInSettings(
        URI issuer,
        @DefaultValue("PT5M") Duration accessTokenLife,
        @DefaultValue("PT12H") Duration refreshTokenLife) {

    /** Browsers send cookies marked secure over https only. */
    boolean secureCookies() {
        return "https".equals(issuer.getScheme());
    }

    /** Where the gateway takes the answer of a sign-in. */
    String redirectUri() {
        return issuer + "/login/oauth2/code/parvis";
    }
}
