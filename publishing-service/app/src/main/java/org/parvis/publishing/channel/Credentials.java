package org.parvis.publishing.channel;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.parvis.privacy.KeyRing;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The secrets of channels: sealed under the brand's key for one channel, written and used, never shown. They are kept apart from the ledger,
 * which holds a fingerprint only, so that a replaced secret is really gone.
 */
public final class Credentials {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> SECRETS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final KeyRing keys;

    public Credentials(JdbcClient jdbc, KeyRing keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /** Tells equal secrets that were given for the same place from others, and nothing else. */
    String fingerprint(String brandId, String channelId, Map<String, String> secrets, Map<String, String> place) {
        return keys.pseudonym(brandId, "channel-credentials", channelId, ordered(secrets), ordered(place));
    }

    /** What it was before it knew the place. */
    String placelessFingerprint(String brandId, String channelId, Map<String, String> secrets) {
        return keys.pseudonym(brandId, "channel-credentials", channelId, ordered(secrets));
    }

    private static String ordered(Map<String, String> values) {
        return JSON.writeValueAsString(new TreeMap<>(values));
    }

    void store(String brandId, String channelId, Map<String, String> secrets) {
        var plain = ordered(secrets).getBytes(StandardCharsets.UTF_8);
        jdbc.sql("""
                        insert into channel_credentials (channel_id, brand_id, sealed, stored_at) values (?, ?, ?, now())
                        on conflict (channel_id) do update set sealed = excluded.sealed, stored_at = excluded.stored_at
                         where channel_credentials.brand_id = excluded.brand_id
                        """)
                .params(channelId, brandId, keys.sealFor(brandId, context(channelId), plain))
                .update();
    }

    Optional<Map<String, String>> open(String brandId, String channelId) {
        return jdbc.sql("select sealed from channel_credentials where channel_id = ? and brand_id = ?")
                .params(channelId, brandId)
                .query(byte[].class)
                .optional()
                .map(bytes -> new String(keys.openFor(brandId, context(channelId), bytes), StandardCharsets.UTF_8))
                .map(text -> JSON.readValue(text, SECRETS));
    }

    private static String context(String channelId) {
        return "channel|" + channelId;
    }
}
