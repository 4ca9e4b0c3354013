package org.parvis.web.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.parvis.web.SignedIn;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One open page: filters what its member may hear of, waits for changes, and writes them from a thread of its own. */
final class Subscriber implements Runnable {

    private static final int WAITING_AT_MOST = 256;

    private final SignedIn member;
    private final Set<String> topics;
    private final RecentChanges recent;
    private final LiveLag lag;
    private final long heartbeatMillis;
    private final SseEmitter emitter;
    private final BlockingQueue<Change> waiting = new ArrayBlockingQueue<>(WAITING_AT_MOST);
    private volatile boolean closed;

    Subscriber(
            SignedIn member,
            Set<String> topics,
            RecentChanges recent,
            LiveLag lag,
            long heartbeatMillis,
            SseEmitter emitter) {
        this.member = member;
        this.topics = topics;
        this.recent = recent;
        this.lag = lag;
        this.heartbeatMillis = heartbeatMillis;
        this.emitter = emitter;
    }

    String memberId() {
        return member.memberId();
    }

    /** A page too slow to be told is let go; it comes back by itself and catches up. */
    void offer(Change change) {
        if (concerns(change) && !waiting.offer(change)) {
            close();
        }
    }

    boolean concerns(Change change) {
        return topics.contains(change.topic()) && member.mayFollow(change.brandId());
    }

    void close() {
        closed = true;
        try {
            emitter.complete();
        } catch (IllegalStateException e) {
            // The server has ended the request already.
        }
    }

    @Override
    public void run() {
        try {
            heartbeat();
            while (!closed) {
                var first = waiting.poll(heartbeatMillis, TimeUnit.MILLISECONDS);
                if (first == null) {
                    heartbeat();
                } else {
                    send(withThoseRightBehind(first));
                }
            }
        } catch (IOException | IllegalStateException e) {
            // The reader went away, which is how most streams end.
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    private List<Change> withThoseRightBehind(Change first) {
        var batch = new ArrayList<Change>();
        batch.add(first);
        waiting.drainTo(batch);
        return batch;
    }

    private void send(List<Change> batch) throws IOException {
        for (var change : batch) {
            emitter.send(SseEmitter.event()
                    .id(recent.idOf(change.number()))
                    .name("changed")
                    .data(new Told(change.topic(), change.brandId(), change.item()), MediaType.APPLICATION_JSON));
        }
    }

    private void heartbeat() throws IOException {
        emitter.send(
                SseEmitter.event().name("alive").data(new Alive(lag.current().toMillis()), MediaType.APPLICATION_JSON));
    }

    /** A stream whose past is lost says so, and the page offers to look again. */
    void sendLost() throws IOException {
        emitter.send(SseEmitter.event()
                .id(recent.idOf(recent.lastNumber()))
                .name("lost")
                .data("{}", MediaType.APPLICATION_JSON));
    }

    private record Told(String topic, String brand, String item) {}

    private record Alive(long lagMillis) {}
}
