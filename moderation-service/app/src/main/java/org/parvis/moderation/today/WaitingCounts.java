package org.parvis.moderation.today;

import java.util.HashMap;
import java.util.Map;
import org.parvis.identity.rights.Action;
import org.parvis.moderation.escalation.Escalations;
import org.parvis.moderation.people.Reading;
import org.parvis.moderation.review.Waiting;
import org.parvis.web.NavigationCounts;
import org.parvis.web.SignedIn;
import org.springframework.stereotype.Component;

/** Counts what waits behind moderation's lines of the navigation. */
@Component
class WaitingCounts implements NavigationCounts {

    private final Waiting waiting;
    private final Escalations escalations;
    private final Reading reading;

    WaitingCounts(Waiting waiting, Escalations escalations, Reading reading) {
        this.waiting = waiting;
        this.escalations = escalations;
        this.reading = reading;
    }

    @Override
    public Map<String, Count> of(SignedIn member) {
        var counts = new HashMap<String, Count>();
        counts.put("reviews", Count.calm(waiting.count(reading.scope(Action.APPROVE), member.memberId())));
        counts.put("escalations", Count.hot(escalations.calling(reading.scope(Action.ACKNOWLEDGE))));
        return counts;
    }
}
