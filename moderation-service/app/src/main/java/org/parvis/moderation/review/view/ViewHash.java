package org.parvis.moderation.review.view;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.parvis.moderation.thread.Message;

/**
 * Names a view: SHA-256, in hexadecimal, over {@code parvis-view-1}, the hash of the content, and for each message shown its id, the hash
 * of its text and whether it was gone, a line each. Nothing of the people in it can be read back.
 */
final class ViewHash {

    private ViewHash() {}

    static String of(String contentHash, List<Message> thread) {
        var lines = new StringBuilder("parvis-view-1\n").append(contentHash);
        for (var message : thread) {
            lines.append('\n')
                    .append(message.id())
                    .append(' ')
                    .append(sha256(message.text()))
                    .append(message.deleted() ? " gone" : "");
        }
        return sha256(lines.toString());
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}
