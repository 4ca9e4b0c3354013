package org.parvis.publishing.faults;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.parvis.publishing.delivery.Candidate;
import org.parvis.publishing.delivery.Clearance;
import org.parvis.publishing.delivery.Verdict;

/** Says yes to everything; at one of the two looks the gate takes for an attempt it stops the whole process, once. */
final class FreezingClearance implements Clearance {

    private final boolean atTheSecondLook;
    private final AtomicBoolean armed = new AtomicBoolean(true);
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    FreezingClearance(WorkerProcess.Freeze freeze) {
        this.atTheSecondLook = freeze == WorkerProcess.Freeze.BEFORE_THE_REQUEST;
    }

    @Override
    public Verdict check(Candidate candidate, Instant now) {
        var isSecond = !seen.add(candidate.deliveryId());
        if (isSecond == atTheSecondLook && armed.getAndSet(false)) {
            WorkerProcess.stopMyself();
        }
        return Verdict.CLEAR;
    }
}
