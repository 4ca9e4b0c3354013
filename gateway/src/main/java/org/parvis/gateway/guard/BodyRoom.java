package org.parvis.gateway.guard;

import java.util.concurrent.Semaphore;
import org.springframework.util.unit.DataSize;

/** How much of bodies may be in memory at a time, of everybody together: no number of callers makes it more. Thread-safe. */
final class BodyRoom {

    private final Semaphore bytes;

    BodyRoom(DataSize room) {
        this.bytes = new Semaphore(Math.toIntExact(room.toBytes()));
    }

    boolean take(int count) {
        return bytes.tryAcquire(count);
    }

    void giveBack(int count) {
        bytes.release(count);
    }
}
