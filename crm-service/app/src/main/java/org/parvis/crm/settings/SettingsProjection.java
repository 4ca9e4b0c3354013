package org.parvis.crm.settings;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.crm.api.AnswerTargetSet;
import org.parvis.crm.api.TellingTextSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what brands settled here. */
@Component
@ProcessingGroup("crm.settings.brands")
@ReadModel(tables = "brand_settings")
final class SettingsProjection {

    private final JdbcClient jdbc;

    SettingsProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(AnswerTargetSet event) {
        jdbc.sql("""
                insert into brand_settings (brand_id, target_minutes) values (?, ?)
                on conflict (brand_id) do update set target_minutes = excluded.target_minutes
                """).params(event.brandId(), event.minutes()).update();
    }

    @EventHandler
    void on(TellingTextSet event, @MetaDataValue(EntryMetadata.ACTOR) String actor) {
        // Whoever changes a sign leaves it the others' text; without a text it is nobody's.
        jdbc.sql("""
                insert into brand_settings (brand_id, texts, text_authors)
                values (:brand, jsonb_build_object(:key::text, :text::text),
                  case when :text = '' then '{}' else jsonb_build_object(:key::text, jsonb_build_array(:actor::text)) end)
                on conflict (brand_id) do update set texts = brand_settings.texts || excluded.texts,
                  text_authors = brand_settings.text_authors || jsonb_build_object(:key::text, case when :text = '' then '[]'
                    else (coalesce(brand_settings.text_authors -> :key, '[]') - :actor) || jsonb_build_array(:actor::text) end)
                """)
                .param("brand", event.brandId())
                .param("key", Settings.key(event.telling(), event.language()))
                .param("text", event.text())
                .param("actor", actor)
                .update();
    }
}
