package org.parvis.boot.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Signs access tokens as identity does, with a key made for the test run. */
final class TestTokens {

    private static final RSAKey KEY = newKey();

    private TestTokens() {}

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static JwtDecoder decoder() {
        try {
            return NimbusJwtDecoder.withPublicKey(KEY.toRSAPublicKey()).build();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(Actor actor) {
        return of(actor, Map.of());
    }

    static String of(Actor actor, Map<String, ?> more) {
        var all = new JWTClaimsSet.Builder()
                .subject(actor.id())
                .audience("parvis")
                .claim("name", actor.name())
                .claim("locale", actor.locale().toLanguageTag())
                .claim("zone", actor.zone().getId())
                .claim("theme", actor.theme().name())
                .claim("grants", actor.grants().stream().map(TestTokens::claim).toList())
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)));
        more.forEach(all::claim);
        var claims = all.build();
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims);
            token.sign(new RSASSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> claim(Grant grant) {
        var claim = new HashMap<String, Object>();
        claim.put("id", grant.grantId());
        claim.put("role", grant.role().name());
        claim.put("brand", grant.brandId());
        for (var optional : List.of("country", "channel", "until")) {
            var value = switch (optional) {
                case "country" -> grant.country();
                case "channel" -> grant.channelId();
                default -> grant.until() == null ? null : grant.until().toString();
            };
            if (value != null) {
                claim.put(optional, value);
            }
        }
        return claim;
    }
}
