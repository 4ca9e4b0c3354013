package org.parvis.crm.thread;

/** The newest message of a conversation that is known. */
public final class LastMessage {

    private LastMessage() {}

    /**
     * Joins it as {@code m}: title, text, language, tone, intent, abusive; of title and text what an excerpt needs.
     *
     * <p>Conversations and threads are read models of their own, and either may be ahead for a moment: a conversation whose newest message
     * has not reached its thread shows the one before, and is not gone meanwhile.
     *
     * @param conversation the alias of the table or query that has conversation_id and last_mention_id
     */
    public static String join(String conversation) {
        return """
                join lateral (
                  (select %2$s, language, tone, intent, abusive from thread_item
                    where kind = 'MESSAGE' and item_id = %1$s.last_mention_id)
                  union all
                  (select %2$s, language, tone, intent, abusive from thread_item
                    where kind = 'MESSAGE' and conversation_id = %1$s.conversation_id order by said_at desc limit 1)
                  limit 1) m on true
                """.formatted(conversation, Excerpt.begins("title") + ", " + Excerpt.begins("text"));
    }
}
