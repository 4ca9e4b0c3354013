package org.parvis.crm.settings;

import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.ReadModel;
import org.parvis.crm.api.AnswerTargetSet;
import org.parvis.crm.api.TellingTextSet;
import org.parvis.identity.api.BrandChanged;
import org.parvis.identity.api.BrandRegistered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what is known of brands: names and languages from identity, what they settled here. */
@Component
@ProcessingGroup("crm.settings.brands")
@ReadModel(tables = {"brand", "brand_settings"})
final class SettingsProjection {

    private final JdbcClient jdbc;

    SettingsProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(BrandRegistered event) {
        write(event.brandId(), event.name(), event.languages(), event.zone());
    }

    @EventHandler
    void on(BrandChanged event) {
        write(event.brandId(), event.name(), event.languages(), event.zone());
    }

    private void write(String brandId, String name, List<String> languages, String zone) {
        jdbc.sql("""
                insert into brand (brand_id, name, languages, zone) values (?, ?, ?, ?)
                on conflict (brand_id) do update set name = excluded.name, languages = excluded.languages, zone = excluded.zone
                """)
                .param(brandId)
                .param(name)
                .param(languages.toArray(String[]::new))
                .param(zone)
                .update();
    }

    @EventHandler
    void on(AnswerTargetSet event) {
        jdbc.sql("""
                insert into brand_settings (brand_id, target_minutes) values (?, ?)
                on conflict (brand_id) do update set target_minutes = excluded.target_minutes
                """).params(event.brandId(), event.minutes()).update();
    }

    @EventHandler
    void on(TellingTextSet event) {
        jdbc.sql("""
                insert into brand_settings (brand_id, texts) values (:brand, jsonb_build_object(:key::text, :text::text))
                on conflict (brand_id) do update set texts = brand_settings.texts || excluded.texts
                """)
                .param("brand", event.brandId())
                .param("key", Settings.key(event.telling(), event.language()))
                .param("text", event.text())
                .update();
    }
}
