package org.parvis.moderation.rota;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.privacy.KeyRing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the calls of each rota are told to a program, and what they are signed with. Secrets are sealed with the brand's key. */
@Component
public class RotaWebhooks {

    private final JdbcClient jdbc;
    private final KeyRing keys;

    RotaWebhooks(JdbcClient jdbc, KeyRing keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /** @param secret null in the moment before it is kept */
    public record Webhook(String url, @Nullable String secret) {

        /** Many of these addresses are secrets by themselves: only who may change one reads more of it than the server. */
        String shown(boolean whole) {
            var address = URI.create(url);
            return whole ? url : address.getScheme() + "://" + address.getHost();
        }
    }

    public void set(String rotaId, String brandId, @Nullable String url) {
        jdbc.sql("""
                        insert into rota_webhook (rota_id, brand_id, url) values (:rota, :brand, :url)
                        on conflict (rota_id) do update set url = excluded.url,
                          sealed = case when excluded.url is null then null else rota_webhook.sealed end
                        """)
                .param("rota", rotaId)
                .param("brand", brandId)
                .param("url", url)
                .update();
    }

    /** The secret may be kept before the entry of its address is read, or after. */
    void keep(String rotaId, String brandId, String secret) {
        jdbc.sql("""
                        insert into rota_webhook (rota_id, brand_id, sealed) values (:rota, :brand, :sealed)
                        on conflict (rota_id) do update set sealed = excluded.sealed
                        """)
                .param("rota", rotaId)
                .param("brand", brandId)
                .param("sealed", keys.sealFor(brandId, place(rotaId), secret.getBytes(StandardCharsets.UTF_8)))
                .update();
    }

    public Optional<Webhook> find(String rotaId) {
        return jdbc.sql("select brand_id, url, sealed from rota_webhook where rota_id = ? and url is not null")
                .param(rotaId)
                .query((row, number) -> new Webhook(
                        row.getString("url"), opened(rotaId, row.getString("brand_id"), row.getBytes("sealed"))))
                .optional();
    }

    private @Nullable String opened(String rotaId, String brandId, byte @Nullable [] sealed) {
        return sealed == null ? null : new String(keys.openFor(brandId, place(rotaId), sealed), StandardCharsets.UTF_8);
    }

    private static String place(String rotaId) {
        return "rota-webhook|" + rotaId;
    }
}
