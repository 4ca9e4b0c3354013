package org.parvis.listening.story;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.boot.Listing;
import org.parvis.boot.MomentAndId;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Questions;
import org.parvis.boot.Weight;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.StoryLikeness;
import org.parvis.listening.mention.MentionFilter;
import org.parvis.privacy.Erased;
import org.springframework.stereotype.Component;

/** The stories as the read model has them: the one with the newest message first. */
@Component
class Stories {

    private static final String STORY = """
            select s.*, told.*, shown.title, shown.text, shown.language from (%s) s
             cross join lateral (
               select count(distinct m.person_id) as authors, count(distinct m.source_id) as sources,
                 count(distinct m.network) as networks, count(*) filter (where m.tone <= -0.2) as negative,
                 count(*) filter (where m.tone >= 0.2) as positive
               from story_member t join mention m using (mention_id) where t.story_id = s.story_id) told
             left join lateral (
               select m.title, m.text, m.language from story_member t join mention m using (mention_id)
                where t.story_id = s.story_id
                order by m.text = :erased, m.title is null, t.said_at desc, m.mention_id limit 1) shown on true
             order by s.last_at desc, s.story_id desc
            """;

    private final Questions questions;

    Stories(Questions questions) {
        this.questions = questions;
    }

    /**
     * One story.
     *
     * @param messages how often it was told
     * @param authors by how many different people
     * @param sources in how many of the places we listen to
     * @param title of the newest message that has one
     * @param text of that message, or of the newest one
     */
    record Item(
            String id,
            String brand,
            long messages,
            long authors,
            long sources,
            long networks,
            Instant firstAt,
            Instant lastAt,
            long negative,
            long neutral,
            long positive,
            @Nullable String title,
            String text,
            String language) {

        /** Two or more tell it. */
        public boolean retold() {
            return messages > 1;
        }
    }

    /**
     * One message of a story, and why it is there.
     *
     * @param placed a person said so
     * @param likeMentionId what it is like; null for the first one, and where a person said so
     */
    record Member(
            String mentionId,
            String sourceId,
            String network,
            String author,
            String permalink,
            @Nullable String title,
            String text,
            String language,
            double tone,
            Intent intent,
            Instant publishedAt,
            boolean placed,
            @Nullable String likeMentionId,
            @Nullable StoryLikeness likeness,
            @Nullable Double degree) {}

    /** A day, read both ways. */
    record Day(LocalDate day, long messages, long stories) {}

    /**
     * A page of stories.
     *
     * @param atLeast messages that tell it
     * @param filter which messages it must have one of
     */
    Listing<Item> list(Brands brands, MentionFilter filter, int atLeast, PageRequest page) {
        var told = told(filter);
        var after = MomentAndId.of(page.after(), MomentAndId.END);
        var sql = "select * from story where (:all or brand_id = any(:brands))" + ofBrand(filter)
                + " and messages >= :atleast and (last_at, story_id) < (:at, :id)"
                + (told.isEmpty() ? "" : " and story_id in (select story_id from story_member where true" + told + ")")
                + " order by last_at desc, story_id desc limit :limit";
        var query = questions
                .sql(Weight.ended(STORY.formatted(sql), "last_at desc, story_id desc", "title", "text"))
                .param("all", brands.all())
                .param("brands", brands.array())
                .param("atleast", atLeast)
                .param("erased", Erased.TEXT)
                .params(filter.parameters())
                .param("limit", page.limit() + 1)
                .param("at", after.at().atOffset(ZoneOffset.UTC))
                .param("id", after.id());
        return Weight.page(query, (row, n) -> item(row), page.limit(), s -> new MomentAndId(s.lastAt(), s.id()).key());
    }

    /** A story and its messages are of one brand, which each of them says itself. */
    private static String ofBrand(MentionFilter filter) {
        return filter.brand().isEmpty() ? "" : " and brand_id = :brand";
    }

    /**
     * For members: what the message itself must be. It asks nothing of the row around it, so that the messages are looked through once,
     * not once for each story.
     */
    private static String told(MentionFilter filter) {
        var conditions = filter.ofAnyBrand().sql();
        return conditions.isEmpty()
                ? ""
                : " and mention_id in (select mention_id from mention where true" + conditions + ")";
    }

    /** The story, or the one it was merged into. */
    Optional<Item> find(String storyId) {
        return questions
                .sql(STORY.formatted("""
                        select * from story where story_id in (select :story union
                          select story_id from (select story_id from story_member where found_story_id = :story limit 1) told)
                         order by story_id = :story desc limit 1"""))
                .param("story", storyId)
                .param("erased", Erased.TEXT)
                .query((row, n) -> item(row))
                .optional();
    }

    /** The story a mention is told in. */
    Optional<String> ofMention(String mentionId) {
        return questions
                .sql("select story_id from story_member where mention_id = ?")
                .param(mentionId)
                .query(String.class)
                .optional();
    }

    Optional<String> brandOfMention(String mentionId) {
        return questions
                .sql("select brand_id from story_member where mention_id = ?")
                .param(mentionId)
                .query(String.class)
                .optional();
    }

    /** Who told it, in the order in which it was told. */
    Listing<Member> members(String storyId, PageRequest page) {
        var after = MomentAndId.of(page.after(), MomentAndId.BEGINNING);
        var query = questions
                .sql(Weight.ended("""
                        select m.*, t.placed, t.like_mention_id, t.likeness, t.degree, t.said_at from story_member t
                          join mention m using (mention_id) where t.story_id = :story and (t.said_at, t.mention_id) > (:at, :id)
                         order by t.said_at, t.mention_id limit :limit
                        """, "said_at, mention_id", "title", "text"))
                .param("story", storyId)
                .param("limit", page.limit() + 1)
                .param("at", after.at().atOffset(ZoneOffset.UTC))
                .param("id", after.id());
        return Weight.page(
                query,
                (row, n) -> member(row),
                page.limit(),
                m -> new MomentAndId(m.publishedAt(), m.mentionId()).key());
    }

    /** The stories that people merged into this one. */
    List<String> merged(String storyId) {
        return questions
                .sql("select story_id from story_merge where into_story_id = ? order by story_id limit 200")
                .param(storyId)
                .query(String.class)
                .list();
    }

    /** Days on which something was said, as messages and as stories: a story counts on each day it is told. */
    List<Day> days(Brands brands, MentionFilter filter, Instant from, Instant to) {
        return questions
                .sql("""
                        select (said_at at time zone 'UTC')::date as day, count(*) as messages, count(distinct story_id) as stories
                          from story_member where (:all or brand_id = any(:brands)) and said_at >= :from and said_at < :to%s
                         group by 1 order by 1
                        """.formatted(ofBrand(filter) + told(filter)))
                .param("all", brands.all())
                .param("brands", brands.array())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .params(filter.parameters())
                .query((row, n) ->
                        new Day(row.getObject("day", LocalDate.class), row.getLong("messages"), row.getLong("stories")))
                .list();
    }

    private static Item item(ResultSet row) throws SQLException {
        long messages = row.getLong("messages");
        long negative = row.getLong("negative");
        long positive = row.getLong("positive");
        var text = row.getString("text");
        var language = row.getString("language");
        return new Item(
                row.getString("story_id"),
                row.getString("brand_id"),
                messages,
                row.getLong("authors"),
                row.getLong("sources"),
                row.getLong("networks"),
                row.getTimestamp("first_at").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                negative,
                messages - negative - positive,
                positive,
                row.getString("title"),
                text == null ? "" : text,
                language == null ? "und" : language);
    }

    private static Member member(ResultSet row) throws SQLException {
        var likeness = row.getString("likeness");
        double degree = row.getDouble("degree");
        boolean isLike = !row.wasNull();
        return new Member(
                row.getString("mention_id"),
                row.getString("source_id"),
                row.getString("network"),
                row.getString("author_name"),
                row.getString("permalink"),
                row.getString("title"),
                row.getString("text"),
                row.getString("language"),
                row.getDouble("tone"),
                Intent.valueOf(row.getString("intent")),
                row.getTimestamp("published_at").toInstant(),
                row.getBoolean("placed"),
                row.getString("like_mention_id"),
                likeness == null ? null : StoryLikeness.valueOf(likeness),
                isLike ? degree : null);
    }
}
