package org.parvis.boot;

import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.ReadModel;
import org.parvis.identity.api.BrandChanged;
import org.parvis.identity.api.BrandEvent;
import org.parvis.identity.api.BrandRegistered;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps each service's own {@link BrandDirectory}. */
@ProcessingGroup("boot.brands.directory")
@ReadModel(tables = "brand_directory")
final class BrandDirectoryProjection {

    private final JdbcClient jdbc;

    BrandDirectoryProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(BrandEvent event) {
        switch (event) {
            case BrandRegistered e -> write(e.brandId(), e.name(), e.languages(), e.zone());
            case BrandChanged e -> write(e.brandId(), e.name(), e.languages(), e.zone());
        }
    }

    private void write(String brandId, String name, List<String> languages, String zone) {
        jdbc.sql("""
                        insert into brand_directory (brand_id, name, languages, zone) values (?, ?, ?, ?)
                        on conflict (brand_id) do update set name = excluded.name, languages = excluded.languages, zone = excluded.zone
                        """)
                .param(brandId)
                .param(name)
                .param(languages.toArray(String[]::new))
                .param(zone)
                .update();
    }
}
