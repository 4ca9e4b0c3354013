package org.parvis.publishing.web;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.ReadModel;
import org.parvis.identity.api.BrandChanged;
import org.parvis.identity.api.BrandEvent;
import org.parvis.identity.api.BrandRegistered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what brands are called. */
@Component
@ProcessingGroup("publishing.web.brands")
@ReadModel(tables = "brand")
class BrandNamesProjection {

    private final JdbcClient jdbc;

    BrandNamesProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(BrandEvent event) {
        switch (event) {
            case BrandRegistered e -> put(e.brandId(), e.name(), e.zone());
            case BrandChanged e -> put(e.brandId(), e.name(), e.zone());
        }
    }

    private void put(String brandId, String name, String zone) {
        jdbc.sql("""
                        insert into brand (brand_id, name, zone) values (?, ?, ?)
                        on conflict (brand_id) do update set name = excluded.name, zone = excluded.zone
                        """).params(brandId, name, zone).update();
    }
}
