package org.parvis.moderation.thread;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Weight;
import org.parvis.privacy.Erased;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads threads. */
@Component
public class Threads {

    /** A reviewer reads the end of a long thread; the rest is in the inbox. */
    public static final int MOST_MESSAGES = 50;

    private final JdbcClient jdbc;

    Threads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The end of a thread.
     *
     * @param messages the oldest first
     * @param isWhole whether there is nothing before them
     */
    public record End(List<Message> messages, boolean isWhole) {

        public End {
            messages = List.copyOf(messages);
        }

        public boolean isEmpty() {
            return messages.isEmpty();
        }
    }

    /**
     * The last messages of a conversation, and fewer where they are long.
     *
     * @param exceptReply a reply of ours to leave out, because it is the one under review
     */
    public End of(String conversationId, String exceptReply) {
        var query = jdbc.sql(Weight.ended("""
                        select id, ours, author, handle, body, at, deleted from (
                          select m.mention_id as id, false as ours, m.author_name as author, m.author_handle as handle,
                                 m.body, m.published_at as at, m.deleted
                          from conversation_message c join mention m on m.mention_id = c.mention_id
                          where c.conversation_id = :conversation
                          union all
                          select a.reply_id, true, coalesce(h.name, a.channel_id), null, a.body, a.sent_at, false
                          from answer a left join channel h on h.channel_id = a.channel_id
                          where a.conversation_id = :conversation and a.sent_at is not null and a.reply_id <> :except
                        ) messages order by at desc, id desc limit :most
                        """, "at desc, id desc", "body"))
                .param("conversation", conversationId)
                .param("except", exceptReply)
                .param("most", MOST_MESSAGES + 1);
        var end = Weight.page(
                query,
                (row, number) -> new Message(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant(),
                        row.getBoolean(7)),
                MOST_MESSAGES,
                Message::id);
        return new End(end.items().reversed(), end.next() == null);
    }

    /** A message by itself, for a draft whose conversation is not known. */
    public Optional<Message> message(@Nullable String mentionId) {
        return jdbc.sql("""
                        select mention_id, author_name, author_handle, body, published_at, deleted
                        from mention where mention_id = ?
                        """)
                .param(mentionId)
                .query((row, number) -> new Message(
                        row.getString(1),
                        false,
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant(),
                        row.getBoolean(6)))
                .optional();
    }

    /** Who wrote messages, by their id; erased people and messages that are not known are left out. */
    public Map<String, String> authors(Collection<String> mentionIds) {
        var authors = new HashMap<String, String>();
        jdbc.sql("select mention_id, author_name from mention where mention_id = any(?)")
                .param(mentionIds.toArray(String[]::new))
                .query((RowCallbackHandler) row -> {
                    if (!Erased.is(row.getString(2))) {
                        authors.put(row.getString(1), row.getString(2));
                    }
                });
        return authors;
    }

    /** Whom something of a brand concerns, as {@code kind:id}; empty when it is about nobody outside or not known there. */
    public Optional<String> personOf(String subject, String brandId) {
        var colon = subject.indexOf(':');
        var table = switch (subject.substring(0, colon)) {
            case "mention" -> "mention where mention_id";
            case "conversation" -> "conversation where conversation_id";
            case "reply" -> "answer where reply_id";
            case "review" -> "review where review_id";
            default -> null;
        };
        return table == null
                ? Optional.empty()
                : jdbc.sql("select person_id from " + table + " = ? and brand_id = ? and person_id is not null")
                        .param(subject.substring(colon + 1))
                        .param(brandId)
                        .query(String.class)
                        .optional();
    }
}
