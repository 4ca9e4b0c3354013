package org.parvis.gateway.guard;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.springframework.util.unit.DataSize;

/**
 * How much of bodies may be in memory at a time: of everybody together, and of one address a part of it, so that whoever begins many
 * bodies and ends none keeps only themselves waiting. Thread-safe.
 */
final class BodyRoom {

    private static final int PARTS = 4;

    private final Semaphore all;
    private final int most;
    private final ConcurrentMap<String, Integer> byAddress = new ConcurrentHashMap<>();

    BodyRoom(DataSize room) {
        int bytes = Math.toIntExact(room.toBytes());
        this.all = new Semaphore(bytes);
        this.most = bytes / PARTS;
    }

    boolean take(String address, int count) {
        if (!all.tryAcquire(count)) {
            return false;
        }
        if (byAddress.merge(address, count, Integer::sum) > most) {
            giveBack(address, count);
            return false;
        }
        return true;
    }

    void giveBack(String address, int count) {
        byAddress.computeIfPresent(address, (same, held) -> held == count ? null : held - count);
        all.release(count);
    }
}
