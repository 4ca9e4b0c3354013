package org.parvis.publishing.today;

import java.util.LinkedHashMap;
import java.util.Map;
import org.parvis.boot.Access;
import org.parvis.identity.rights.Action;
import org.parvis.publishing.delivery.DeliveryList;
import org.parvis.publishing.delivery.StopBoard;
import org.parvis.web.NavigationCounts;
import org.parvis.web.SignedIn;
import org.springframework.stereotype.Component;

/** Numbers beside the pages of publishing: deliveries that need somebody, stops in force. */
@Component
class WaitingCounts implements NavigationCounts {

    private final DeliveryList deliveries;
    private final StopBoard stops;
    private final Access access;

    WaitingCounts(DeliveryList deliveries, StopBoard stops, Access access) {
        this.deliveries = deliveries;
        this.stops = stops;
        this.access = access;
    }

    @Override
    public Map<String, Count> of(SignedIn member) {
        Map<String, Count> counts = new LinkedHashMap<>();
        var attention =
                deliveries.count(access.scope(Action.READ_INBOX, Action.MANAGE_CHANNELS), DeliveryList.View.ATTENTION);
        if (attention > 0) {
            counts.put("deliveries", Count.calm(attention));
        }
        var inForce = stops.countInForce(access.scope(Action.STOP));
        if (inForce > 0) {
            counts.put("stops", Count.hot(inForce));
        }
        return counts;
    }
}
