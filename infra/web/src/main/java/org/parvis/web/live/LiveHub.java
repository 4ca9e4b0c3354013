package org.parvis.web.live;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parvis.web.SignedIn;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The streams of this process: bounded in all and per member, each fed by a virtual thread.
 *
 * <p>It stops before everything else: the web server waits for requests under way, and a stream is one that does not end by itself.
 */
final class LiveHub implements Live, Neighbours.Ear, SmartLifecycle {

    private final CopyOnWriteArrayList<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final RecentChanges recent = new RecentChanges();
    private final LiveLag lag;
    private final LiveLimits limits;
    private final Neighbours neighbours;
    private final Clock clock;
    private volatile boolean stopped;

    LiveHub(LiveLag lag, LiveLimits limits, Neighbours neighbours, Clock clock) {
        this.lag = lag;
        this.limits = limits;
        this.neighbours = neighbours;
        this.clock = clock;
    }

    @Override
    public void changed(String topic, String brandId, String item) {
        heard(topic, brandId, item);
        neighbours.tell(topic, brandId, item);
    }

    @Override
    public void heard(String topic, String brandId, String item) {
        var change = recent.add(topic, brandId, item);
        for (var subscriber : subscribers) {
            subscriber.offer(change);
        }
    }

    /** What was open meanwhile may show something old: each page is told to look again. */
    @Override
    public void missed() {
        recent.forget();
        for (var subscriber : subscribers) {
            tellLost(subscriber);
        }
    }

    @Override
    public SseEmitter open(SignedIn member, Set<String> topics, String lastSeen) {
        // A stream is one request that goes on: it may last as long as its member's rights are known, not longer.
        var known = Duration.between(clock.instant(), member.until()).toMillis();
        var emitter = new SseEmitter(Math.max(1, known));
        var subscriber =
                new Subscriber(member, topics, recent, lag, limits.heartbeat().toMillis(), emitter);
        emitter.onCompletion(() -> subscribers.remove(subscriber));
        emitter.onError(error -> subscribers.remove(subscriber));
        emitter.onTimeout(subscriber::close);
        admit(subscriber);
        if (stopped) {
            // Looked at after the admission: whoever stops meanwhile finds the newcomer, or the newcomer finds it
            // stopped.
            leave(subscriber);
            return emitter;
        }
        catchUp(subscriber, lastSeen);
        Thread.ofVirtual().name("live-" + member.memberId()).start(subscriber);
        return emitter;
    }

    int size() {
        return subscribers.size();
    }

    @Override
    public void start() {
        stopped = false;
    }

    @Override
    public void stop() {
        stopped = true;
        subscribers.forEach(this::leave);
    }

    @Override
    public boolean isRunning() {
        return !stopped;
    }

    /** The oldest stream makes room: it belongs to the tab that was looked at longest ago. */
    private synchronized void admit(Subscriber newcomer) {
        var ofMember = subscribers.stream()
                .filter(other -> other.memberId().equals(newcomer.memberId()))
                .toList();
        if (ofMember.size() >= limits.perMember()) {
            leave(ofMember.getFirst());
        }
        if (subscribers.size() >= limits.total()) {
            leave(subscribers.getFirst());
        }
        subscribers.add(newcomer);
    }

    private void leave(Subscriber oldest) {
        subscribers.remove(oldest);
        oldest.close();
    }

    private void catchUp(Subscriber subscriber, String lastSeen) {
        if (lastSeen.isEmpty()) {
            return;
        }
        var known = recent.stillKnown(lastSeen);
        if (known.isPresent()) {
            recent.after(known.getAsLong()).forEach(subscriber::offer);
            return;
        }
        tellLost(subscriber);
    }

    private static void tellLost(Subscriber subscriber) {
        try {
            subscriber.sendLost();
        } catch (IOException | IllegalStateException e) {
            subscriber.close();
        }
    }
}
