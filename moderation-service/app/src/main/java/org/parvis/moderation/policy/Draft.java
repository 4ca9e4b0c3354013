package org.parvis.moderation.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;
import org.parvis.moderation.api.Reviewed;

/**
 * What is to be judged.
 *
 * @param channels the accounts it would go out on
 * @param authorRole in which role its author acts on the brand; null when the author holds none that is known
 */
public record Draft(
        Reviewed kind,
        List<String> channels,
        String text,
        @Nullable Role authorRole) {

    public Draft {
        channels = List.copyOf(channels);
    }
}
