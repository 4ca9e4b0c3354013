package org.parvis.publishing.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.parvis.publishing.api.Outgoing;

/**
 * The id of the delivery a release leads to. It follows from the release alone, so that who wants to stop a delivery can name it before it
 * exists, and a release can never lead to two.
 */
public final class DeliveryId {

    private DeliveryId() {}

    /**
     * @param release the number of the release entry in its own stream
     * @param variant which of several texts, 0 when there is one
     */
    public static String of(Outgoing outgoing, String outgoingId, long release, int variant) {
        var name = String.join("\n", "parvis-delivery-1", outgoing.name(), outgoingId, release + "", variant + "");
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return "d-" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}
