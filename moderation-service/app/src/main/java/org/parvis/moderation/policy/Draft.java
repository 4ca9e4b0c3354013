package org.parvis.moderation.policy;

import java.util.List;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.people.Hands;

/**
 * What is to be judged.
 *
 * @param channels the accounts it would go out on
 */
public record Draft(Reviewed kind, List<String> channels, String text, Hands hands) {

    public Draft {
        channels = List.copyOf(channels);
    }
}
