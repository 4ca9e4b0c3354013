package org.parvis.crm.integration;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.ReplyDrafted;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which conversation, and which suggestion's author, a reply is for. */
@Component
class ReplyWatch {

    private final JdbcClient jdbc;

    ReplyWatch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A reply as it was begun. */
    record Watched(
            String replyId,
            String brandId,
            String conversationId,
            String mentionId,
            String personId,
            String authorId,
            @Nullable String suggestionId) {}

    void begin(ReplyDrafted event) {
        jdbc.sql("""
                insert into reply_watch (reply_id, brand_id, conversation_id, mention_id, person_id, author_id, suggestion_id)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
                .param(event.replyId())
                .param(event.brandId())
                .param(event.conversationId())
                .param(event.mentionId())
                .param(event.personId())
                .param(event.authorId())
                .param(event.suggestionId())
                .update();
    }

    Optional<Watched> find(String replyId) {
        return jdbc.sql("select * from reply_watch where reply_id = ?")
                .param(replyId)
                .query((row, number) -> new Watched(
                        row.getString("reply_id"),
                        row.getString("brand_id"),
                        row.getString("conversation_id"),
                        row.getString("mention_id"),
                        row.getString("person_id"),
                        row.getString("author_id"),
                        row.getString("suggestion_id")))
                .optional();
    }
}
