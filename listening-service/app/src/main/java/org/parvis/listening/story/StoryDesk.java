package org.parvis.listening.story;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.listening.story.StoryCommand.MergeStory;
import org.parvis.listening.story.StoryCommand.PartStory;
import org.parvis.listening.story.StoryCommand.PlaceInStory;
import org.springframework.stereotype.Component;

/** What people do with stories, the same for the page and for programs. */
@Component
class StoryDesk {

    private final Stories stories;
    private final Commands commands;
    private final Access access;

    StoryDesk(Stories stories, Commands commands, Access access) {
        this.stories = stories;
        this.commands = commands;
        this.access = access;
    }

    Stories.Item require(String id, Action action) {
        var story = stories.find(id).orElseThrow(() -> new NotFound("story", id));
        access.require(action, story.brand(), null, "story:" + id);
        return story;
    }

    boolean mayDecide(String brandId) {
        return access.may(Action.CORRECT_MENTION, brandId);
    }

    /** The story a mention is told in, for who may read it. */
    Stories.Item requireOfMention(String mentionId, Action action) {
        var brand = stories.brandOfMention(mentionId).orElseThrow(() -> new NotFound("mention", mentionId));
        access.require(action, brand, null, "mention:" + mentionId);
        return stories.ofMention(mentionId)
                .flatMap(stories::find)
                .orElseThrow(() -> new NotFound("mention", mentionId));
    }

    /**
     * Says which story a mention belongs to.
     *
     * @param storyId null takes it out, into a story of its own
     */
    Stories.Item place(String mentionId, @Nullable String storyId) {
        var now = requireOfMention(mentionId, Action.CORRECT_MENTION);
        var to = storyId == null || storyId.isBlank()
                ? Ids.next()
                : requireOther("story", storyId, now).id();
        commands.send(new PlaceInStory(mentionId, now.brand(), to));
        Shown.soon(() -> stories.ofMention(mentionId).filter(to::equals).isPresent());
        return requireOfMention(mentionId, Action.READ_MENTIONS);
    }

    /** Two stories are one from now on. */
    Stories.Item merge(String id, @Nullable String intoId) {
        var story = require(id, Action.CORRECT_MENTION);
        var into = requireOther("into", intoId, story);
        commands.send(new MergeStory(story.brand(), story.id(), into.id()));
        Shown.soon(() -> stories.merged(into.id()).contains(story.id()));
        return require(into.id(), Action.READ_MENTIONS);
    }

    /** They are two after all. */
    Stories.Item part(String id) {
        var story = require(id, Action.CORRECT_MENTION);
        commands.send(new PartStory(story.brand(), id));
        Shown.soon(() -> !stories.merged(story.id()).contains(id));
        return require(id, Action.READ_MENTIONS);
    }

    List<String> merged(String id) {
        return stories.merged(id);
    }

    /** A story of another brand is none. */
    private Stories.Item requireOther(String field, @Nullable String id, Stories.Item story) {
        return stories.find(id == null ? "" : id.strip())
                .filter(other -> other.brand().equals(story.brand()))
                .orElseThrow(() -> new InvalidInput(field, "story"));
    }
}
