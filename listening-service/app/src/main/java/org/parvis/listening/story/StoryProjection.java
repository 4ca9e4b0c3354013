package org.parvis.listening.story;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.ReadModel;
import org.parvis.axon.projection.BatchRows;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionJoinedStory;
import org.parvis.listening.api.MentionPlacedInStory;
import org.parvis.listening.api.StoryMerged;
import org.parvis.listening.api.StoryParted;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps which mention is told in which story. No words: those are the mentions'. */
@Component
@ProcessingGroup("listening.story.book")
@ReadModel(tables = {"story", "story_member", "story_merge"})
class StoryProjection {

    private final JdbcClient jdbc;
    private final Live live;
    private final BatchRows<String, MentionCollected> arrived;

    StoryProjection(JdbcClient jdbc, Live live) {
        this.jdbc = jdbc;
        this.live = live;
        this.arrived = BatchRows.ofNew(this::write);
    }

    /** Whoever joined none is a story of their own. */
    @EventHandler
    void on(MentionCollected e) {
        arrived.set(e.mentionId(), e);
        changed(e.mentionId(), e.brandId());
    }

    private void write(List<MentionCollected> all) {
        var ids = texts(all, MentionCollected::mentionId);
        var brands = texts(all, MentionCollected::brandId);
        var times = all.stream().map(e -> Timestamp.from(e.publishedAt())).toArray(Timestamp[]::new);
        jdbc.sql("""
                        insert into story_member (mention_id, brand_id, story_id, found_story_id, said_at)
                        select id, brand, id, id, at from unnest(?::text[], ?::text[], ?::timestamptz[]) m (id, brand, at)
                        on conflict do nothing
                        """).params(ids, brands, times).update();
        jdbc.sql("""
                        insert into story as s (story_id, brand_id, messages, first_at, last_at)
                        select id, brand, 1, at, at from unnest(?::text[], ?::text[], ?::timestamptz[]) m (id, brand, at)
                        on conflict (story_id) do update set messages = s.messages + 1,
                          first_at = least(s.first_at, excluded.first_at), last_at = greatest(s.last_at, excluded.last_at)
                        """).params(ids, brands, times).update();
    }

    private static String[] texts(List<MentionCollected> all, Function<MentionCollected, String> column) {
        return all.stream().map(column).toArray(String[]::new);
    }

    @EventHandler
    void on(MentionJoinedStory e) {
        arrived.write();
        var member = member(e.mentionId());
        var story = told(e.storyId());
        jdbc.sql("""
                        update story_member set story_id = ?, found_story_id = ?, like_mention_id = ?, likeness = ?, degree = ?
                         where mention_id = ?
                        """)
                .params(story, e.storyId(), e.likeMentionId(), e.likeness().name(), e.degree(), e.mentionId())
                .update();
        counted(member.storyId(), e.brandId());
        grown(story, e.brandId(), member.saidAt());
    }

    @EventHandler
    void on(MentionPlacedInStory e) {
        arrived.write();
        var member = member(e.mentionId());
        var story = told(e.storyId());
        jdbc.sql("""
                        update story_member set story_id = ?, found_story_id = ?, placed = true, like_mention_id = null, likeness = null,
                          degree = null where mention_id = ?
                        """).params(story, e.storyId(), e.mentionId()).update();
        counted(member.storyId(), e.brandId());
        counted(story, e.brandId());
    }

    @EventHandler
    void on(StoryMerged e) {
        arrived.write();
        jdbc.sql("insert into story_merge (story_id, brand_id, into_story_id) values (?, ?, ?) on conflict do nothing")
                .params(e.storyId(), e.brandId(), e.intoStoryId())
                .update();
        var story = told(e.intoStoryId());
        retold(e.storyId(), story);
        counted(e.storyId(), e.brandId());
        counted(story, e.brandId());
    }

    @EventHandler
    void on(StoryParted e) {
        arrived.write();
        var before = told(e.storyId());
        jdbc.sql("delete from story_merge where story_id = ?")
                .param(e.storyId())
                .update();
        retold(e.storyId(), e.storyId());
        counted(before, e.brandId());
        counted(e.storyId(), e.brandId());
    }

    private record Member(String storyId, Instant saidAt) {}

    private Member member(String mentionId) {
        return jdbc.sql("select story_id, said_at from story_member where mention_id = ?")
                .param(mentionId)
                .query((row, n) ->
                        new Member(row.getString(1), row.getTimestamp(2).toInstant()))
                .single();
    }

    /** The story in which this one is told by now. */
    private String told(String storyId) {
        return jdbc.sql("""
                        with recursive told (story_id) as (
                          select ?::text
                          union select m.into_story_id from told t join story_merge m on m.story_id = t.story_id)
                        select t.story_id from told t where not exists (select 1 from story_merge m where m.story_id = t.story_id)
                        """).param(storyId).query(String.class).single();
    }

    /** Tells a story, and all that were merged into it, in another one. */
    private void retold(String storyId, String in) {
        jdbc.sql("""
                        with recursive part (story_id) as (
                          select ?::text
                          union select m.story_id from part p join story_merge m on m.into_story_id = p.story_id)
                        update story_member set story_id = ? where found_story_id in (select story_id from part)
                        """).params(storyId, in).update();
    }

    /** One message more. */
    private void grown(String storyId, String brandId, Instant saidAt) {
        var at = saidAt.atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into story as s (story_id, brand_id, messages, first_at, last_at) values (?, ?, 1, ?, ?)
                        on conflict (story_id) do update set messages = s.messages + 1,
                          first_at = least(s.first_at, excluded.first_at), last_at = greatest(s.last_at, excluded.last_at)
                        """).params(storyId, brandId, at, at).update();
        changed(storyId, brandId);
    }

    /** Counts a story anew; of an empty one nothing is left. */
    private void counted(String storyId, String brandId) {
        jdbc.sql("delete from story where story_id = ?").param(storyId).update();
        jdbc.sql("""
                        insert into story (story_id, brand_id, messages, first_at, last_at)
                        select story_id, min(brand_id), count(*), min(said_at), max(said_at) from story_member where story_id = ?
                         group by story_id
                        """).param(storyId).update();
        changed(storyId, brandId);
    }

    private void changed(String storyId, String brandId) {
        AfterCommit.run(() -> live.changed("stories", brandId, storyId));
    }
}
