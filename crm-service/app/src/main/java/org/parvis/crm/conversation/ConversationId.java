package org.parvis.crm.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names conversations: the same brand, network, thread and person are the same conversation, whoever meets it first. */
public final class ConversationId {

    private ConversationId() {}

    public static String of(String brandId, String network, String threadId, String personId) {
        var thread = String.join("\n", "parvis-conversation-1", brandId, network, threadId, personId);
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(thread.getBytes(StandardCharsets.UTF_8));
            return "c-" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}
