package org.parvis.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Keys a process remembers for a minute. Services in one process share it: what one of them made or read, the others need next. */
public final class KnownKeys {

    private static final Duration REMEMBERED = Duration.ofSeconds(60);
    private static final int PEOPLE = 20_000;

    final Cache<String, Optional<SecretKey>> subjects = cache(PEOPLE);
    final Cache<String, SecretKey> brands = cache(1_000);
    final Cache<String, String> aliases = cache(PEOPLE);

    private static <V> Cache<String, V> cache(int most) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(REMEMBERED)
                // Not in the common pool, which would wait for a key on its way from the database.
                .executor(Runnable::run)
                .build();
    }
}
