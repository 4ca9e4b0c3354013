package org.parvis.publishing.stop;

import java.util.Optional;
import org.parvis.publishing.api.StopDeclared;
import org.parvis.publishing.reply.StopNotice;
import org.springframework.stereotype.Component;

/** Tells who writes a reply that it would not leave now. */
@Component
class StopsForComposers implements StopNotice {

    private final StopsInForce stops;

    StopsForComposers(StopsInForce stops) {
        this.stops = stops;
    }

    @Override
    public Optional<String> over(String brandId, String channelId) {
        return stops.over(brandId, channelId).map(StopDeclared::reason);
    }
}
