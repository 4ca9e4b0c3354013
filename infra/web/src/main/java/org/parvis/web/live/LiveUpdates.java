package org.parvis.web.live;

import java.time.Clock;
import java.time.Duration;
import org.parvis.web.WhoIsThere;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a service imports, beside {@link org.parvis.web.WebShell}, to tell open pages of changes. */
@Configuration(proxyBeanMethods = false)
public class LiveUpdates {

    @Bean
    Live live(ObjectProvider<LiveLag> lag, ObjectProvider<Neighbours> neighbours, Clock clock) {
        var others = neighbours.getIfAvailable(() -> Neighbours.NOBODY);
        var hub = new LiveHub(lag.getIfAvailable(() -> () -> Duration.ZERO), LiveLimits.USUAL, others, clock);
        others.listen(hub);
        return hub;
    }

    @Bean
    LiveController liveController(Live live, WhoIsThere who) {
        return new LiveController(live, who);
    }
}
