package org.parvis.publishing.stop;

import java.time.Instant;
import org.parvis.publishing.delivery.Candidate;
import org.parvis.publishing.delivery.Clearance;
import org.parvis.publishing.delivery.Verdict;

/** No emergency stop is in force for the channel or its brand. */
final class StopClearance implements Clearance {

    private final StopsInForce stops;

    StopClearance(StopsInForce stops) {
        this.stops = stops;
    }

    @Override
    public Verdict check(Candidate candidate, Instant now) {
        return stops.over(candidate.brandId(), candidate.channelId())
                .<Verdict>map(stop -> new Verdict.Hold("STOP", stop.stopId()))
                .orElse(Verdict.CLEAR);
    }
}
