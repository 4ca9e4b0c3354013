package org.parvis.moderation.thread;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads posts under review. */
@Component
public class Posts {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Posts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Empty until the post was submitted. */
    public Optional<Post> find(String postId) {
        return read("variants", List.of(postId)).stream().findFirst();
    }

    /** Those of the given posts that were submitted, without their texts: a list of them shows none. */
    public List<Post> headings(Collection<String> postIds) {
        return read("'[]'", postIds);
    }

    private List<Post> read(String variants, Collection<String> postIds) {
        return jdbc.sql("select post_id, title, " + variants
                        + ", slot_local, slot_zone from post where post_id = any(?)")
                .param(postIds.toArray(String[]::new))
                .query((row, number) -> new Post(
                        row.getString(1),
                        row.getString(2),
                        List.of(json.readValue(row.getString(3), PostVariant[].class)),
                        row.getString(4),
                        row.getString(5)))
                .list();
    }
}
