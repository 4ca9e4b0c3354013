package org.parvis.crm.thread;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.sql.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads threads: by conversation, and single messages. */
@Component
public final class Threads {

    /** More than anybody reads at once; the thread says how much came before. */
    public static final int LONGEST = 300;

    private static final String MESSAGE = """
            select i.*, p.name, p.handle from thread_item i join person p using (brand_id, person_id)
             where i.kind = 'MESSAGE'""";

    private final JdbcClient jdbc;

    Threads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Message> message(String mentionId) {
        return jdbc.sql(MESSAGE + " and i.item_id = ?")
                .param(mentionId)
                .query(Threads::toMessage)
                .optional();
    }

    /** Whether somebody works on this thread; spam alone makes no conversation. */
    public boolean isConversation(String conversationId) {
        return jdbc.sql("select exists (select 1 from conversation where conversation_id = ?)")
                .param(conversationId)
                .query(Boolean.class)
                .single();
    }

    public Transcript transcript(String conversationId) {
        var messages = new ArrayList<>(
                jdbc.sql(MESSAGE + " and i.conversation_id = ? order by i.said_at desc, i.item_id desc limit ?")
                        .params(conversationId, LONGEST)
                        .query(Threads::toMessage)
                        .list());
        Collections.reverse(messages);
        var total = jdbc.sql("select count(*) from thread_item where kind = 'MESSAGE' and conversation_id = ?")
                .param(conversationId)
                .query(Integer.class)
                .single();
        return new Transcript(messages, replies(conversationId), notes(conversationId), total - messages.size());
    }

    private List<OurReply> replies(String conversationId) {
        return jdbc.sql("""
                        select * from (
                          select * from thread_item
                           where kind = 'REPLY' and conversation_id = ? and reply_state <> 'CANCELLED'
                           order by said_at desc, item_id desc limit ?) newest
                         order by said_at, item_id
                        """)
                .params(conversationId, LONGEST)
                .query(Threads::toReply)
                .list();
    }

    private List<Note> notes(String conversationId) {
        return jdbc.sql("""
                        select * from (
                          select * from thread_item where kind = 'NOTE' and conversation_id = ?
                           order by said_at desc, item_id desc limit ?) newest
                         order by said_at, item_id
                        """)
                .params(conversationId, LONGEST)
                .query((row, number) -> new Note(
                        row.getString("item_id").substring(conversationId.length() + 1),
                        row.getString("member_id"),
                        Instants.get(row, "said_at"),
                        row.getString("text")))
                .list();
    }

    /** Messages nobody has to work on because they are spam, the newest first. */
    public List<Message> spam(String[] brands, boolean allBrands, int limit) {
        return jdbc.sql(MESSAGE + """
                         and i.intent = 'SPAM' and (:all or i.brand_id = any(:brands))
                         and not exists (select 1 from conversation c where c.conversation_id = i.conversation_id)
                         order by i.said_at desc limit :limit
                        """)
                .param("all", allBrands)
                .param("brands", brands)
                .param("limit", limit)
                .query(Threads::toMessage)
                .list();
    }

    private static Message toMessage(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getString("item_id"),
                row.getString("brand_id"),
                row.getString("conversation_id"),
                row.getString("person_id"),
                row.getString("network"),
                row.getString("name"),
                row.getString("handle"),
                Instants.get(row, "said_at"),
                row.getString("title"),
                row.getString("text"),
                row.getString("permalink"),
                orEmpty(row.getString("language")),
                row.getObject("tone", Double.class),
                row.getString("intent"),
                row.getBoolean("abusive"),
                row.getBoolean("unsure"),
                Instants.find(row, "edited_at"),
                Instants.find(row, "deleted_at"));
    }

    private static OurReply toReply(ResultSet row, int number) throws SQLException {
        return new OurReply(
                row.getString("item_id"),
                row.getString("member_id"),
                Instants.get(row, "said_at"),
                Instants.get(row, "changed_at"),
                row.getString("text"),
                ReplyState.valueOf(row.getString("reply_state")),
                row.getString("channel_id"),
                row.getString("answered_mention_id"),
                row.getString("permalink"),
                row.getString("review_id"),
                row.getString("approver_id"),
                row.getString("suggestion_id"));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
