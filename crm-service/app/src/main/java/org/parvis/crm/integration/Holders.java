package org.parvis.crm.integration;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who holds which conversation, who looks after which relation, and which members left. */
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

    /** A relation somebody looks after, or stands in for. */
    record Kept(String relationId, String brandId) {}

    void keep(String relationId, String brandId, @Nullable String ownerId, @Nullable String backupId) {
        jdbc.sql("""
                        insert into relation_holder (relation_id, brand_id, owner_id, backup_id) values (?, ?, ?, ?)
                        on conflict (relation_id) do update set owner_id = excluded.owner_id, backup_id = excluded.backup_id
                        """)
                .param(relationId)
                .param(brandId)
                .param(ownerId)
                .param(backupId)
                .update();
    }

    void keptNoMore(String relationId) {
        jdbc.sql("delete from relation_holder where relation_id = ?")
                .param(relationId)
                .update();
    }

    /** Each relation that somebody looks after or stands in for, a page of them in memory. */
    void forEachKeptBy(String memberId, Consumer<Kept> then) {
        var after = "";
        List<Kept> page;
        do {
            page = jdbc.sql("""
                            select relation_id, brand_id from relation_holder
                             where (owner_id = :member or backup_id = :member) and relation_id > :after order by relation_id limit :most
                            """)
                    .param("member", memberId)
                    .param("after", after)
                    .param("most", AT_ONCE)
                    .query(Kept.class)
                    .list();
            page.forEach(then);
            after = page.isEmpty() ? after : page.getLast().relationId();
        } while (page.size() == AT_ONCE);
    }

    boolean hasLeft(String memberId) {
        return jdbc.sql("select exists (select from left_member where member_id = ?)")
                .param(memberId)
                .query(Boolean.class)
                .single();
    }

    boolean isHeldBySomebodyWhoLeft(String conversationId) {
        return jdbc.sql("""
                        select exists (select from conversation_holder join left_member using (member_id)
                                        where conversation_id = ?)""").param(conversationId).query(Boolean.class).single();
    }
}
