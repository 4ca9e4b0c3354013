package org.parvis.identity.brand.list;

import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.parvis.axon.ReadModel;
import org.parvis.identity.api.BrandChanged;
import org.parvis.identity.api.BrandRegistered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the list of brands. */
@Component
@ProcessingGroup("identity.brand.list")
@ReadModel(tables = "brand")
final class BrandProjection {

    private final JdbcClient jdbc;

    BrandProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(BrandRegistered event, @Timestamp Instant at) {
        jdbc.sql("""
                        insert into brand (brand_id, name, country, languages, zone, registered_at) values (?, ?, ?, ?, ?, ?)
                        on conflict (brand_id) do nothing
                        """)
                .params(
                        event.brandId(),
                        event.name(),
                        event.country(),
                        event.languages().toArray(String[]::new),
                        event.zone(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @EventHandler
    void on(BrandChanged event) {
        jdbc.sql("update brand set name = ?, country = ?, languages = ?, zone = ? where brand_id = ?")
                .params(
                        event.name(),
                        event.country(),
                        event.languages().toArray(String[]::new),
                        event.zone(),
                        event.brandId())
                .update();
    }
}
