package org.parvis.listening.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.AlertSignal;

/** Ids that follow from what was found, so that a second look at the same minute finds nothing new. */
final class AlertIds {

    private AlertIds() {}

    static String of(String brandId, @Nullable String topicId, AlertSignal signal, Instant to) {
        var text = String.join("\n", brandId, topicId == null ? "" : topicId, signal.name(), to.toString());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
