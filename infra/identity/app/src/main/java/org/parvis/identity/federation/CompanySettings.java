package org.parvis.identity.federation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The company's own sign-in service; without an issuer there is none.
 *
 * @param issuer its address; below it is {@code /.well-known/openid-configuration}
 * @param clientId what it calls us
 * @param clientSecret what it knows us by
 * @param name what people call it, for the button
 * @param scopes what is asked for
 * @param groupsClaim where the ID token lists groups; dots lead into objects
 * @param groups what each group brings: {@code group=ROLE@brand}, with {@code *} for every brand
 * @param localPasswords whether members may still sign in with a password of this house
 * @param breakGlass the one member who always may
 * @param within how long the service may take for an answer; a sign-in may need three of them, together less than the gateway waits
 */
@ConfigurationProperties("parvis.federation")
record CompanySettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("") String name,
        @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue({}) List<String> groups,
        @DefaultValue("true") boolean localPasswords,
        @DefaultValue("admin") String breakGlass,
        @DefaultValue("PT3S") Duration within) {

    CompanySettings {
        issuer = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        if (!issuer.isEmpty() && clientId.isEmpty()) {
            throw new IllegalArgumentException("parvis.federation.client-id is missing");
        }
        if (issuer.isEmpty() && !localPasswords) {
            throw new IllegalArgumentException(
                    "parvis.federation.local-passwords=false without parvis.federation.issuer: nobody could sign in");
        }
    }

    boolean isOn() {
        return !issuer.isEmpty();
    }

    /** A session there, told apart from those of other companies; null when the token names none that can be kept. */
    @Nullable
    String session(Jwt token) {
        var sid = token.getClaimAsString("sid");
        return sid == null || sid.indexOf(0) >= 0 ? null : issuer + " " + sid;
    }

    /** What stands on the button. */
    String label() {
        return name.isEmpty() ? issuer.replaceFirst("https?://", "").replaceFirst("/.*", "") : name;
    }

    @Override
    public String toString() {
        return "CompanySettings[" + issuer + "]";
    }
}
