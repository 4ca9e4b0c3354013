package org.parvis.moderation.thread;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads our accounts and what keeps them from sending. */
@Component
public class Channels {

    private final JdbcClient jdbc;

    Channels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An account by its id; a nameless one while none of its entries has arrived. */
    public Channel get(String channelId, String brandId) {
        return jdbc.sql("select channel_id, brand_id, network, name, undo_seconds from channel where channel_id = ?")
                .param(channelId)
                .query(Channel.class)
                .optional()
                .orElseGet(() -> Channel.unknown(channelId, brandId));
    }

    /** The accounts of a brand, by name. */
    public List<Channel> of(String brandId) {
        return jdbc.sql("""
                        select channel_id, brand_id, network, name, undo_seconds from channel
                        where brand_id = ? order by name, channel_id limit 200
                        """).param(brandId).query(Channel.class).list();
    }

    /** Why nothing leaves on an account right now; empty when no stop covers it. */
    public Optional<String> stopOn(String channelId, String brandId) {
        return jdbc.sql("""
                        select reason from stop where brand_id = ? and (channel_id is null or channel_id = ?)
                        order by stop_id limit 1
                        """).params(brandId, channelId).query(String.class).optional();
    }
}
