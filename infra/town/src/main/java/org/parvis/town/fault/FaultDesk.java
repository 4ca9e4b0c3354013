package org.parvis.town.fault;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The switches. Each request draws once for each fault that fits and has a probability, whatever the others did, so the
 * same requests in the same order meet the same faults.
 */
public final class FaultDesk {

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");
    private static final int MAX_FAULTS = 50;

    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private final Map<FaultKind, Integer> hits = new EnumMap<>(FaultKind.class);
    private long seed;
    private Random random;

    public FaultDesk(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Decides what goes wrong with the next request. */
    public synchronized Plan plan(Operation operation, @Nullable String handle) {
        if (faults.isEmpty()) {
            return Plan.SOUND;
        }
        var plan = new PlanInTheMaking();
        for (var entry : faults.entrySet()) {
            var fault = entry.getValue();
            if (fault.fits(operation, handle) && strikes(fault) && plan.take(fault, operation)) {
                hits.merge(fault.kind(), 1, Integer::sum);
                if (fault.next() != null) {
                    entry.setValue(fault.withNext(fault.next() - 1));
                }
            }
        }
        return plan.done();
    }

    private boolean strikes(Fault fault) {
        if (fault.probability() != null) {
            return random.nextDouble() < fault.probability();
        }
        return fault.next() == null || fault.next() > 0;
    }

    /** Sets a fault under an id of the caller's choice. */
    public synchronized void set(String id, Fault fault) {
        if (!ID.matcher(id).matches() || (faults.size() >= MAX_FAULTS && !faults.containsKey(id))) {
            throw new FaultRefused("id");
        }
        faults.put(id, fault);
    }

    /** Takes one fault away. */
    public synchronized void clear(String id) {
        faults.remove(id);
    }

    /** Takes all faults away. */
    public synchronized void clear() {
        faults.clear();
    }

    /** Starts the random sequence again. */
    public synchronized void seed(long newSeed) {
        seed = newSeed;
        random = new Random(newSeed);
    }

    public synchronized long seed() {
        return seed;
    }

    /** The faults as they stand now, in the order in which they were set. */
    public synchronized Map<String, Fault> faults() {
        return new LinkedHashMap<>(faults);
    }

    /** How often each kind has struck. */
    public synchronized Map<FaultKind, Integer> hits() {
        return new EnumMap<>(hits);
    }

    /** Counts hits from zero. */
    public synchronized void resetHits() {
        hits.clear();
    }

    /** Adds slowness up and keeps the first fault that answers. */
    private static final class PlanInTheMaking {
        private Duration waitBefore = Duration.ZERO;
        private Duration waitAfter = Duration.ZERO;
        private Duration readLag = Duration.ZERO;
        private boolean refuseDuplicates;
        private @Nullable Fault before;
        private @Nullable Fault after;

        /** Answers whether the fault has any part in what happens. */
        boolean take(Fault fault, Operation operation) {
            var wait = Duration.ofMillis(Math.round(fault.seconds() * 1000));
            switch (fault.kind()) {
                case SLOW -> waitBefore = waitBefore.plus(wait);
                case SLOW_RESPONSE -> waitAfter = waitAfter.plus(wait);
                case READ_LAG -> {
                    if (operation != Operation.READ) {
                        return false;
                    }
                    readLag = readLag.plus(wait);
                }
                case DUPLICATE_REFUSED -> {
                    if (operation != Operation.WRITE) {
                        return false;
                    }
                    refuseDuplicates = true;
                }
                case LOST_RESPONSE, ERROR_AFTER -> {
                    if (before != null || after != null) {
                        return false;
                    }
                    after = fault;
                }
                case LOST_REQUEST, ERROR_BEFORE, RATE_LIMIT, OUTAGE -> {
                    if (before != null || after != null) {
                        return false;
                    }
                    before = fault;
                }
            }
            return true;
        }

        Plan done() {
            return new Plan(waitBefore, waitAfter, readLag, refuseDuplicates, before, after);
        }
    }
}
