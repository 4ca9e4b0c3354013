package org.parvis.listening.connector;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that everybody who sees the same message computes alike, so that seeing it twice changes nothing.
 *
 * <p>A version 8 UUID (RFC 9562) out of the first 128 bits of SHA-256 over the parts, each preceded by its length in UTF-8
 * bytes: kind, brand, scope, remote id. The brand is part of it because two brands that listen to one place each have their own
 * mention of the same message.
 */
public final class MentionIdentity {

    private MentionIdentity() {}

    public static String mention(String brandId, String scope, String remoteId) {
        return uuid("mention", brandId, scope, remoteId);
    }

    public static String thread(String brandId, String scope, String rootRemoteId) {
        return uuid("thread", brandId, scope, rootRemoteId);
    }

    private static String uuid(String... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
                sha.update(bytes);
            }
            var hash = ByteBuffer.wrap(sha.digest());
            long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
            long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
