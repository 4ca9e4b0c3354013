package org.parvis.moderation.policy;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.people.Members;
import org.springframework.stereotype.Component;

/** Tells an author, before sending, what the policy will say after. */
@Component
class Explainer {

    static final int LONGEST_TEXT = 20_000;

    private final Policies policies;
    private final PolicyWords words;
    private final Members members;
    private final Clock clock;

    Explainer(Policies policies, PolicyWords words, Members members, Clock clock) {
        this.policies = policies;
        this.words = words;
        this.members = members;
        this.clock = clock;
    }

    Explanation explain(
            Reviewed kind, String brandId, @Nullable String channelId, String text, String authorId, Locale locale) {
        if (text.length() > LONGEST_TEXT) {
            throw new InvalidInput("text", "tooLong", LONGEST_TEXT);
        }
        var policy = policies.of(brandId).policy();
        List<String> channels = channelId == null ? List.of() : List.of(channelId);
        var draft =
                new Draft(kind, channels, text, members.hands(List.of(authorId), brandId, channels, clock.instant()));
        var reasons = PolicyEvaluation.reasons(policy, draft).stream()
                .map(r -> new Explanation.Reason(r.rule(), r.words(), words.reason(r, brandId, locale)))
                .toList();
        var matches = PolicyEvaluation.matches(policy, draft);
        return new Explanation(policy.version(), reasons, matches, Explanation.parts(text, matches));
    }
}
