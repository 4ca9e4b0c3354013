package org.parvis.publishing.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What an approval is bound to: SHA-256, in hexadecimal, over the UTF-8 bytes of {@code parvis-content-1}, the channel, what is answered
 * (empty for a post) and the text, joined by line feeds. Whoever changes a byte of the words, the account or the place has another hash.
 */
public final class ContentHash {

    private ContentHash() {}

    public static String of(String channelId, @Nullable String answeredMentionId, String text) {
        var content = String.join(
                "\n", "parvis-content-1", channelId, answeredMentionId == null ? "" : answeredMentionId, text);
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}
