package org.parvis.crm.thread;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Weight;
import org.parvis.crm.sql.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads threads: by conversation, and single messages. */
@Component
public final class Threads {

    /** More than anybody reads at once; the thread says how much came before. */
    private static final int LONGEST = 500;

    private static final String IN_THREAD =
            " where i.conversation_id = ? and (i.kind <> 'REPLY' or i.reply_state <> 'CANCELLED')";

    private static final String NEWEST =
            Weight.ended("""
            select i.*, p.name, p.handle from thread_item i join person p using (brand_id, person_id) %s
             order by i.said_at desc, i.kind, i.item_id desc limit ?
            """.formatted(IN_THREAD), "said_at desc, kind, item_id desc", "title", "text");

    private static final String SAID = """
            select count(*) filter (where i.kind = 'MESSAGE'), count(*) filter (where i.kind = 'REPLY'),
              count(*) filter (where i.kind = 'NOTE') from thread_item i""" + IN_THREAD;

    private static final String MESSAGE = messages("i.title", "i.text");
    private static final String LINE = messages(Excerpt.begins("i.title"), Excerpt.begins("i.text"));

    private final JdbcClient jdbc;

    Threads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static String messages(String title, String text) {
        return """
            select i.item_id, i.brand_id, i.conversation_id, i.person_id, i.network, i.said_at, %s, %s, i.permalink, i.language,
              i.tone, i.intent, i.abusive, i.unsure, i.edited_at, i.deleted_at, p.name, p.handle
              from thread_item i join person p using (brand_id, person_id)
             where i.kind = 'MESSAGE'""".formatted(title, text);
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

    /** The newest of what was said, and how much was said before. */
    public Transcript transcript(String conversationId) {
        var messages = new ArrayList<Message>();
        var replies = new ArrayList<OurReply>();
        var notes = new ArrayList<Note>();
        jdbc.sql(NEWEST).params(conversationId, LONGEST).query((ResultSet row) -> {
            switch (ItemKind.valueOf(row.getString("kind"))) {
                case MESSAGE -> messages.add(toMessage(row, 0));
                case REPLY -> replies.add(toReply(row));
                case NOTE -> notes.add(toNote(row));
            }
        });
        var all = jdbc.sql(SAID)
                .param(conversationId)
                .query((row, number) -> new Transcript.Earlier(row.getInt(1), row.getInt(2), row.getInt(3)))
                .single();
        return new Transcript(
                messages.reversed(),
                replies.reversed(),
                notes.reversed(),
                new Transcript.Earlier(
                        all.messages() - messages.size(), all.replies() - replies.size(), all.notes() - notes.size()));
    }

    /** Messages nobody has to work on because they are spam, the newest first; of their words what an excerpt needs. */
    public List<Message> spam(String[] brands, boolean allBrands, int limit) {
        return jdbc.sql(LINE + """
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

    private static Note toNote(ResultSet row) throws SQLException {
        var key = row.getString("item_id");
        return new Note(
                key.substring(row.getString("conversation_id").length() + 1),
                row.getString("member_id"),
                Instants.get(row, "said_at"),
                row.getString("text"));
    }

    private static OurReply toReply(ResultSet row) throws SQLException {
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
