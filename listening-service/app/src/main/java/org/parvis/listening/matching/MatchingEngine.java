package org.parvis.listening.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Matches documents against very many queries.
 *
 * <p>Whatever queries ask about is a literal with a number, asked of each document once. A query waits at its anchor, the required
 * clause that the fewest documents have something of, and is looked at only where one of those literals holds; what is left of it is
 * then a walk over bits. What is rare is learnt from the documents, and from time to time all queries move to better anchors.
 *
 * <p>Queries come and go while documents are matched: what is in force is one immutable {@link Snapshot}. New queries make a segment
 * of their own, and small segments are put together as they become many. Thread-safe.
 */
public final class MatchingEngine {

    /** A segment is put together with the one before it when that is not this much larger. */
    private static final int STEP = 4;

    private static final int WORTH_MOVING = 64;

    /** Words. */
    private static final long WORTH_FORGETTING = 512;

    private static final int FIRST_MOVE = 256;
    private static final int MOVES_EACH_TIME = 16;
    private static final int MOVES_OFTEN_UNTIL = 1 << 19;
    private static final int MOST_READINGS_KEPT = 64;

    private static final ConcurrentLinkedQueue<Reading> READINGS = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger READINGS_KEPT = new AtomicInteger();

    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicBoolean moving = new AtomicBoolean();
    private volatile Snapshot current;
    private volatile int nextMove = FIRST_MOVE;

    /** Where each query in force is; only while writing. */
    private Map<String, Place> places = new HashMap<>();

    /** What the queries in force weigh, and what those that went since all was made anew; only while writing. */
    private long inForce;

    private long gone;

    private record Place(Segment segment, int place) {}

    public MatchingEngine() {
        current = Snapshot.of(new Dictionary(null), 0, new Segment[0], new long[0][], null);
    }

    public int size() {
        return current.size();
    }

    /** How many numbers of what words answer it keeps. */
    int kept() {
        return current.expansions().numbers();
    }

    /** How many different things it holds to look for. */
    int literals() {
        return current.dictionary().size();
    }

    /**
     * Puts queries in force, each in place of the one with its id; all of them at once for every document.
     *
     * @throws IllegalArgumentException when a query would match documents that have nothing it asks for; none is in force then
     */
    public void define(Collection<Standing> queries) {
        change(queries, List.of());
    }

    /** Takes queries away; those that are not there are no error. */
    public void withdraw(Collection<String> ids) {
        change(List.of(), ids);
    }

    /** Puts queries in force and takes others away, in one step. */
    public void change(Collection<Standing> defined, Collection<String> withdrawn) {
        writing.lock();
        try {
            var snapshot = current;
            var numbering = new Numbering(snapshot.dictionary());
            Map<String, Compiled> compiled = new LinkedHashMap<>();
            // What they ask about stays in the dictionary even where one of them is refused.
            gone += defined.stream()
                    .mapToLong(query -> query.formula().weight())
                    .sum();
            for (var query : defined) {
                compiled.put(
                        query.id(),
                        Compiled.of(
                                query.id(),
                                numbering.node(query.formula()),
                                query.formula().weight()));
            }
            gone -= weight(compiled.values());
            var alive = snapshot.alive().clone();
            var going = new HashSet<>(withdrawn);
            going.addAll(compiled.keySet());
            for (var id : going) {
                var place = places.remove(id);
                if (place != null) {
                    bury(snapshot, alive, place);
                }
            }
            put(snapshot, alive, List.copyOf(compiled.values()));
        } finally {
            writing.unlock();
        }
    }

    private static long weight(Collection<Compiled> queries) {
        return queries.stream().mapToLong(Compiled::weight).sum();
    }

    private void bury(Snapshot snapshot, long[][] alive, Place place) {
        long weight = place.segment.query(place.place).weight();
        inForce -= weight;
        gone += weight;
        for (int i = 0; i < alive.length; i++) {
            if (snapshot.segments()[i] == place.segment) {
                if (alive[i] == snapshot.alive()[i]) {
                    alive[i] = alive[i].clone();
                }
                alive[i][place.place >> 6] &= ~(1L << place.place);
            }
        }
    }

    private void put(Snapshot snapshot, long[][] alive, List<Compiled> added) {
        inForce += weight(added);
        var segments = new ArrayList<>(List.of(snapshot.segments()));
        var living = new ArrayList<>(Arrays.asList(alive));
        if (!added.isEmpty()) {
            var last = added;
            while (!segments.isEmpty() && segments.getLast().size() <= STEP * (long) last.size()) {
                var more = living(segments.removeLast(), living.removeLast());
                more.addAll(last);
                last = more;
            }
            var segment = settled(last);
            segments.add(segment);
            living.add(all(segment.size()));
        }
        int edition = snapshot.literals() == snapshot.dictionary().size() ? snapshot.edition() : snapshot.edition() + 1;
        current = Snapshot.of(
                snapshot.dictionary(),
                edition,
                segments.toArray(Segment[]::new),
                living.toArray(long[][]::new),
                snapshot.expansions());
        // A query that goes or changes leaves itself and its words behind.
        if (gone > inForce + WORTH_FORGETTING) {
            renew();
        }
    }

    private static List<Compiled> living(Segment segment, long[] alive) {
        var living = new ArrayList<Compiled>();
        for (int i = 0; i < segment.size(); i++) {
            if ((alive[i >> 6] >>> i & 1) != 0) {
                living.add(segment.query(i));
            }
        }
        return living;
    }

    private Segment settled(List<Compiled> queries) {
        var segment = Segment.of(queries);
        for (int i = 0; i < segment.size(); i++) {
            places.put(segment.query(i).id(), new Place(segment, i));
        }
        return segment;
    }

    private static long[] all(int size) {
        var alive = new long[(size >> 6) + 1];
        for (int i = 0; i < size; i++) {
            alive[i >> 6] |= 1L << i;
        }
        return alive;
    }

    /** Moves all queries to the best anchors by what has been read so far, and forgets what nobody asks for any more. */
    public void settle() {
        writing.lock();
        try {
            renew();
        } finally {
            writing.unlock();
        }
    }

    private void renew() {
        var snapshot = current;
        var dictionary = new Dictionary(snapshot.dictionary());
        var numbering = new Numbering(dictionary);
        var queries = new ArrayList<Compiled>(snapshot.size());
        for (int i = 0; i < snapshot.segments().length; i++) {
            for (var query : living(snapshot.segments()[i], snapshot.alive()[i])) {
                queries.add(
                        Compiled.of(query.id(), numbering.again(query.node(), snapshot.dictionary()), query.weight()));
            }
        }
        dictionary.forgetPrevious();
        gone = 0;
        places = new HashMap<>();
        var segments = queries.isEmpty() ? new Segment[0] : new Segment[] {settled(queries)};
        var alive = queries.isEmpty() ? new long[0][] : new long[][] {all(queries.size())};
        current = Snapshot.of(dictionary, snapshot.edition() + 1, segments, alive, null);
        int read = dictionary.documents();
        nextMove = Math.max(FIRST_MOVE, read < MOVES_OFTEN_UNTIL ? read * MOVES_EACH_TIME : read + MOVES_OFTEN_UNTIL);
    }

    /** The ids of the queries that a document answers, in no order. */
    public List<String> ids(Document document) {
        return read(document, Reading::ids);
    }

    /** The queries that a document answers, in no order, with the words that make it so. */
    public List<Hit> match(Document document) {
        return read(document, Reading::hits);
    }

    private <T> List<T> read(Document document, Function<Reading, List<T>> telling) {
        var snapshot = current;
        if (snapshot.size() == 0) {
            return List.of();
        }
        var kept = READINGS.poll();
        if (kept != null) {
            READINGS_KEPT.decrementAndGet();
        }
        var reading = kept == null ? new Reading() : kept;
        reading.read(document, snapshot);
        var told = telling.apply(reading);
        reading.done();
        // One in which something went wrong is not used again.
        if (READINGS_KEPT.get() < MOST_READINGS_KEPT) {
            READINGS_KEPT.incrementAndGet();
            READINGS.offer(reading);
        }
        if (snapshot.dictionary().documents() >= nextMove && snapshot.size() >= WORTH_MOVING) {
            moveInBackground();
        }
        return told;
    }

    private void moveInBackground() {
        if (moving.compareAndSet(false, true)) {
            Thread.ofVirtual().name("matching-anchors").start(() -> {
                try {
                    settle();
                } finally {
                    moving.set(false);
                }
            });
        }
    }
}
