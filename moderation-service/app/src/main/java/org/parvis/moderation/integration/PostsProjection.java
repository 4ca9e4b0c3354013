package org.parvis.moderation.integration;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.ReadModel;
import org.parvis.moderation.thread.PostVariant;
import org.parvis.publishing.api.PostSubmitted;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps submitted posts with all their texts. */
@Component
@ProcessingGroup("moderation.thread.posts")
@ReadModel(tables = "post")
class PostsProjection {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PostsProjection(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @EventHandler
    void on(PostSubmitted event) {
        var variants = event.variants().stream()
                .map(v -> new PostVariant(v.channelId(), v.language(), v.text()))
                .toList();
        var slot = event.slot();
        jdbc.sql("""
                        insert into post (post_id, brand_id, title, variants, slot_local, slot_zone)
                        values (?, ?, ?, ?::jsonb, ?, ?)
                        on conflict (post_id) do update set title = excluded.title, variants = excluded.variants,
                          slot_local = excluded.slot_local, slot_zone = excluded.slot_zone
                        """)
                .param(event.postId())
                .param(event.brandId())
                .param(event.title())
                .param(json.writeValueAsString(variants))
                .param(slot == null ? null : slot.local())
                .param(slot == null ? null : slot.zone())
                .update();
    }
}
