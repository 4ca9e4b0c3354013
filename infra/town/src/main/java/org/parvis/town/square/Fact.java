package org.parvis.town.square;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.Founded.class, name = "founded"),
    @JsonSubTypes.Type(value = Fact.Remembered.class, name = "remembered"),
    @JsonSubTypes.Type(value = Fact.RulesSet.class, name = "rules"),
    @JsonSubTypes.Type(value = Fact.AccountSet.class, name = "account"),
    @JsonSubTypes.Type(value = Fact.Posted.class, name = "posted"),
    @JsonSubTypes.Type(value = Fact.Edited.class, name = "edited"),
    @JsonSubTypes.Type(value = Fact.Deleted.class, name = "deleted"),
    @JsonSubTypes.Type(value = Fact.Liked.class, name = "liked")
})
sealed interface Fact {

    /** The town begins; its name makes the ids of its posts differ from those of every other town. */
    record Founded(String town, Instant at) implements Fact {}

    /** Everything known so far in one line, so that a long journal can start anew. */
    record Remembered(Memory.Snapshot snapshot) implements Fact {}

    record RulesSet(NetworkRules rules) implements Fact {}

    record AccountSet(Account account) implements Fact {}

    /**
     * @param line the line of the story this post says, so that no line is said twice
     */
    record Posted(
            Post post,
            @Nullable String idempotencyKey,
            @Nullable String line) implements Fact {}

    record Edited(String post, String text, Instant at) implements Fact {}

    record Deleted(String post, Instant at) implements Fact {}

    record Liked(String post, int likes) implements Fact {}
}
