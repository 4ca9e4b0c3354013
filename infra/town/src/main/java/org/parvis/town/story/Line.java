package org.parvis.town.story;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something somebody says at a moment of the story.
 *
 * @param at before (negative) or after the moment the town opens
 * @param re the line it answers
 * @param hushedBy not said once the brand has answered a line whose id begins like this: "still no answer" must not follow
 *     an answer
 * @param answers how its author takes the brand's first, second, ... answer to it; null: as its author usually does
 */
public record Line(
        String id,
        String by,
        Duration at,
        String text,
        @Nullable String re,
        @Nullable String language,
        int likes,
        @Nullable String hushedBy,
        @Nullable List<Reaction> answers) {

    boolean isLive() {
        return !at.isNegative();
    }
}
