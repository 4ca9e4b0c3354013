package org.parvis.listening.topic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Some of many messages, each as likely as any other, and the same ones each time: those whose ids have the smallest digests (a bottom-k
 * sample). A message that is in the sample stays in it while others leave the whole, so what was judged once rarely has to be again.
 */
final class Sample {

    private static final Comparator<Drawn> BY_LOT =
            Comparator.comparingLong(Drawn::lot).thenComparing(Drawn::id);

    private final int size;
    private final PriorityQueue<Drawn> last = new PriorityQueue<>(BY_LOT.reversed());

    Sample(int size) {
        this.size = size;
    }

    private record Drawn(long lot, String id) {}

    void add(String id) {
        last.add(new Drawn(lot(id), id));
        if (last.size() > size) {
            last.remove();
        }
    }

    /** In the order in which they were drawn, which says nothing of them. */
    List<String> ids() {
        return last.stream().sorted(BY_LOT).map(Drawn::id).toList();
    }

    private static long lot(String id) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
