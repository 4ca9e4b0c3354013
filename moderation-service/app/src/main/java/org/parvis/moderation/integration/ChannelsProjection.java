package org.parvis.moderation.integration;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.ReadModel;
import org.parvis.publishing.api.ChannelChanged;
import org.parvis.publishing.api.ChannelConnected;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.StopDeclared;
import org.parvis.publishing.api.StopLifted;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the names of our accounts and the stops that cover them. */
@Component
@ProcessingGroup("moderation.thread.channels")
@ReadModel(tables = {"channel", "stop"})
class ChannelsProjection {

    private final JdbcClient jdbc;

    ChannelsProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(ChannelConnected event) {
        put(event.channelId(), event.brandId(), event.network(), event.name(), event.undoSeconds());
    }

    @EventHandler
    void on(ChannelChanged event) {
        put(event.channelId(), event.brandId(), event.network(), event.name(), event.undoSeconds());
    }

    @EventHandler
    void on(StopDeclared event) {
        jdbc.sql("insert into stop (stop_id, brand_id, channel_id, reason) values (?, ?, ?, ?) on conflict do nothing")
                .param(event.stopId())
                .param(event.brandId())
                .param(event.channelId())
                .param(event.reason())
                .update();
    }

    @EventHandler
    void on(StopLifted event) {
        jdbc.sql("delete from stop where stop_id = ?").param(event.stopId()).update();
    }

    private void put(String channelId, String brandId, Network network, String name, int undoSeconds) {
        jdbc.sql("""
                        insert into channel (channel_id, brand_id, network, name, undo_seconds) values (?, ?, ?, ?, ?)
                        on conflict (channel_id) do update set network = excluded.network, name = excluded.name,
                          undo_seconds = excluded.undo_seconds
                        """)
                .params(channelId, brandId, network.name(), name, undoSeconds)
                .update();
    }
}
