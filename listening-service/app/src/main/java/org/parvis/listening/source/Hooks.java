package org.parvis.listening.source;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls from networks: checks the signature, and wakes the source, many calls at a time with one waking. */
@Component
class Hooks {

    /** {@code sha256=} and the HMAC-SHA256 of the body under the source's credential {@value #SECRET}, in hexadecimal. */
    static final String SIGNATURE = "X-Signature-256";

    static final String SECRET = "hook";

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);
    private static final Duration TOGETHER = Duration.ofMillis(250);
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final Sources sources;
    private final Clock clock;
    private final Set<String> ringing = ConcurrentHashMap.newKeySet();
    private final LoadingCache<String, Optional<String>> secrets;

    Hooks(Sources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
        this.secrets = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(REMEMBERED)
                .executor(Runnable::run)
                .build(this::secret);
    }

    private Optional<String> secret(String sourceId) {
        return sources.find(sourceId)
                .flatMap(source ->
                        sources.credentials(sourceId, source.brandId()).optional(SECRET));
    }

    /** False when the call is not signed as it must be, or there is no such source: whoever asks learns nothing more. */
    boolean called(String sourceId, String signature, byte[] body) {
        var secret = secrets.get(sourceId);
        if (secret.isEmpty() || !isSigned(secret.get(), signature, body)) {
            return false;
        }
        if (ringing.add(sourceId)) {
            Thread.ofVirtual().name("hook").start(() -> wakeSoon(sourceId));
        }
        return true;
    }

    private void wakeSoon(String sourceId) {
        try {
            Thread.sleep(TOGETHER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // From here on a call is one more waking.
        ringing.remove(sourceId);
        try {
            sources.wake(sourceId, clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("Source {} could not be woken; it is asked at its usual time: {}", sourceId, e.getMessage());
        }
    }

    private static boolean isSigned(String secret, String signature, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var expected = "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
            return MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not usable in this Java runtime", e);
        }
    }
}
