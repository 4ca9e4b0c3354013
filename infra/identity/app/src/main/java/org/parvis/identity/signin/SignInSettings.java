package org.parvis.identity.signin;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people come in.
 *
 * @param issuer the address under which browsers see Parvis; it is in every token
 * @param tries wrong passwords for one member, and from one address, before both wait
 * @param pause how long a row of wrong passwords is remembered
 * @param accessTokenLife how long a right that was withdrawn may still be used
 * @param refreshTokenLife how long somebody stays signed in without doing anything, at most
 */
@ConfigurationProperties("parvis.identity")
record SignInSettings(
        URI issuer,
        @DefaultValue("5") int tries,
        @DefaultValue("PT15M") Duration pause,
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
