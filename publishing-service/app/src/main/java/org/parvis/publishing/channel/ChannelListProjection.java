package org.parvis.publishing.channel;

import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.ReadModel;
import org.parvis.publishing.api.ChannelChanged;
import org.parvis.publishing.api.ChannelConnected;
import org.parvis.publishing.api.ChannelCredentialsReplaced;
import org.parvis.publishing.api.ChannelDisabled;
import org.parvis.publishing.api.ChannelEnabled;
import org.parvis.publishing.api.ChannelEvent;
import org.parvis.publishing.api.Network;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The list of channels. */
@Component
@ProcessingGroup("publishing.channel.list")
@ReadModel(tables = "channel")
class ChannelListProjection {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Live live;

    ChannelListProjection(JdbcClient jdbc, Live live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    @EventHandler
    void on(ChannelEvent event, @SequenceNumber long version) {
        switch (event) {
            case ChannelConnected e ->
                put(
                        e.channelId(),
                        e.brandId(),
                        e.network(),
                        e.name(),
                        e.zone(),
                        e.settings(),
                        e.undoSeconds(),
                        version);
            case ChannelChanged e ->
                put(
                        e.channelId(),
                        e.brandId(),
                        e.network(),
                        e.name(),
                        e.zone(),
                        e.settings(),
                        e.undoSeconds(),
                        version);
            case ChannelCredentialsReplaced e ->
                jdbc.sql("update channel set version = ? where channel_id = ?")
                        .params(version, e.channelId())
                        .update();
            case ChannelDisabled e ->
                jdbc.sql("update channel set disabled_because = ?, version = ? where channel_id = ?")
                        .params(e.reason(), version, e.channelId())
                        .update();
            case ChannelEnabled e ->
                jdbc.sql("update channel set disabled_because = null, version = ? where channel_id = ?")
                        .params(version, e.channelId())
                        .update();
        }
        AfterCommit.run(() -> live.changed("channels", event.brandId(), event.channelId()));
    }

    private void put(
            String channelId,
            String brandId,
            Network network,
            String name,
            String zone,
            Map<String, String> settings,
            int undoSeconds,
            long version) {
        jdbc.sql("""
                        insert into channel (channel_id, brand_id, network, name, zone, settings, undo_seconds, version)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)
                        on conflict (channel_id) do update set name = excluded.name, zone = excluded.zone,
                               settings = excluded.settings, undo_seconds = excluded.undo_seconds, version = excluded.version
                        """)
                .params(
                        channelId,
                        brandId,
                        network.name(),
                        name,
                        zone,
                        JSON.writeValueAsString(settings),
                        undoSeconds,
                        version)
                .update();
    }
}
