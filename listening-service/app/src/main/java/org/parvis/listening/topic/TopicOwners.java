package org.parvis.listening.topic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who looks after which topic, and which members left. */
@Component
class TopicOwners {

    private final JdbcClient jdbc;

    TopicOwners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A topic somebody looks after. */
    record Owned(String topicId, String brandId) {}

    void assigned(String topicId, String brandId, @Nullable String ownerId) {
        jdbc.sql("""
                        insert into topic_owner (topic_id, brand_id, owner_id) values (?, ?, ?)
                        on conflict (topic_id) do update set owner_id = excluded.owner_id
                        """).param(topicId).param(brandId).param(ownerId).update();
    }

    void left(String memberId) {
        jdbc.sql("insert into left_member (member_id) values (?) on conflict do nothing")
                .param(memberId)
                .update();
    }

    void returned(String memberId) {
        jdbc.sql("delete from left_member where member_id = ?").param(memberId).update();
    }

    List<Owned> ownedBy(String memberId) {
        return jdbc.sql("select topic_id, brand_id from topic_owner where owner_id = ? order by topic_id")
                .param(memberId)
                .query(Owned.class)
                .list();
    }

    boolean hasLeft(String memberId) {
        return jdbc.sql("select exists (select from left_member where member_id = ?)")
                .param(memberId)
                .query(Boolean.class)
                .single();
    }
}
