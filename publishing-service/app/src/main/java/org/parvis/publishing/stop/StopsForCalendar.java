package org.parvis.publishing.stop;

import java.util.List;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Scope;
import org.parvis.publishing.channel.ChannelList;
import org.parvis.publishing.delivery.StopBoard;
import org.parvis.publishing.post.StopsShown;
import org.springframework.stereotype.Component;

/** Shows stops in force above the calendar. */
@Component
class StopsForCalendar implements StopsShown {

    private static final int SHOWN = 5;

    private final StopBoard board;
    private final BrandDirectory brands;
    private final ChannelList channels;

    StopsForCalendar(StopBoard board, BrandDirectory brands, ChannelList channels) {
        this.board = board;
        this.brands = brands;
        this.channels = channels;
    }

    @Override
    public List<Shown> inForce(Scope sight) {
        return board.list(sight, new PageRequest(SHOWN, null)).items().stream()
                .filter(StopBoard.StopItem::inForce)
                .map(stop -> shown(stop, board.effect(stop.stopId(), sight, 1)))
                .toList();
    }

    private Shown shown(StopBoard.StopItem stop, StopBoard.Effect effect) {
        return new Shown(
                stop.stopId(),
                where(stop),
                stop.reason(),
                effect.held().count(),
                effect.gone().count(),
                effect.inFlight().count());
    }

    private String where(StopBoard.StopItem stop) {
        var channelId = stop.channelId();
        if (channelId == null) {
            return brands.name(stop.brandId());
        }
        var channel = channels.byId(List.of(channelId)).get(channelId);
        return channel == null ? channelId : channel.name();
    }
}
