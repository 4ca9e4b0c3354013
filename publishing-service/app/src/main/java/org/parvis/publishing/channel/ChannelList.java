package org.parvis.publishing.channel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Scope;
import org.parvis.publishing.api.Network;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Finds channels for people. */
public final class ChannelList {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    public ChannelList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Listing<ChannelView> list(Scope sight, PageRequest page) {
        var rows = sight.bind(jdbc.sql("""
                        select c.*, exists (select 1 from channel_credentials s where s.channel_id = c.channel_id) as has_credentials
                          from channel c where %s and (:after::text is null or c.channel_id > :after)
                         order by c.channel_id limit :limit
                        """.formatted(Scope.BRAND_AND_CHANNEL)))
                .param("after", page.after())
                .param("limit", page.limit() + 1)
                .query(ChannelList::row)
                .list();
        return Listing.of(rows, page, ChannelView::channelId);
    }

    /** Channels by id, as many as are known. */
    public Map<String, ChannelView> byId(Collection<String> channelIds) {
        return jdbc
                .sql("select c.*, false as has_credentials from channel c where channel_id = any(?)")
                .param(channelIds.toArray(String[]::new))
                .query(ChannelList::row)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(ChannelView::channelId, Function.identity()));
    }

    /** The channel of a brand on a network that is switched on; the oldest name wins, so that the choice stays the same. */
    public Optional<ChannelView> on(String brandId, @Nullable Network network) {
        return usable(brandId).stream()
                .filter(channel -> channel.network() == network)
                .findFirst();
    }

    /** All channels of a brand that are switched on. */
    public List<ChannelView> usable(String brandId) {
        return jdbc.sql("""
                        select c.*, false as has_credentials from channel c where brand_id = ? and disabled_because is null
                         order by name, channel_id limit 200
                        """).param(brandId).query(ChannelList::row).list();
    }

    private static ChannelView row(ResultSet row, int number) throws SQLException {
        return new ChannelView(
                row.getString("channel_id"),
                row.getString("brand_id"),
                Network.valueOf(row.getString("network")),
                row.getString("name"),
                row.getString("zone"),
                JSON.readValue(row.getString("settings"), SETTINGS),
                row.getInt("undo_seconds"),
                row.getString("disabled_because"),
                row.getBoolean("has_credentials"),
                null,
                row.getLong("version"));
    }
}
