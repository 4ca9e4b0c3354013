package org.parvis.crm.integration;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who holds which conversation, and which members left. */
@Component
class Holders {

    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;

    Holders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A conversation somebody holds. */
    record Held(String conversationId, String brandId) {}

    void assigned(String conversationId, String brandId, @Nullable String memberId) {
        jdbc.sql("""
                        insert into conversation_holder (conversation_id, brand_id, member_id) values (?, ?, ?)
                        on conflict (conversation_id) do update set member_id = excluded.member_id
                        """).param(conversationId).param(brandId).param(memberId).update();
    }

    void resolved(String conversationId, boolean isResolved) {
        jdbc.sql("update conversation_holder set resolved = ? where conversation_id = ?")
                .params(isResolved, conversationId)
                .update();
    }

    void left(String memberId) {
        jdbc.sql("insert into left_member (member_id) values (?) on conflict do nothing")
                .param(memberId)
                .update();
    }

    void returned(String memberId) {
        jdbc.sql("delete from left_member where member_id = ?").param(memberId).update();
    }

    /** Each open conversation of somebody, a page of them in memory. */
    void forEachOpenOf(String memberId, Consumer<Held> then) {
        var after = "";
        List<Held> page;
        do {
            page = jdbc.sql("""
                            select conversation_id, brand_id from conversation_holder
                             where member_id = ? and not resolved and conversation_id > ? order by conversation_id limit ?
                            """)
                    .params(memberId, after, AT_ONCE)
                    .query(Held.class)
                    .list();
            page.forEach(then);
            after = page.isEmpty() ? after : page.getLast().conversationId();
        } while (page.size() == AT_ONCE);
    }

    boolean isHeldBySomebodyWhoLeft(String conversationId) {
        return jdbc.sql("""
                        select exists (select from conversation_holder join left_member using (member_id)
                                        where conversation_id = ?)""").param(conversationId).query(Boolean.class).single();
    }
}
