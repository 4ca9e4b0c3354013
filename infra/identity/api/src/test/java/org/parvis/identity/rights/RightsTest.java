package org.parvis.identity.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parvis.identity.api.Role;

/** What a right on one channel reaches, for every role and everything that can be allowed. */
class RightsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");

    /** Messages, conversations and what grows from them are of the brand, for whoever works on any channel of it. */
    private static final Set<Action> SHARED = EnumSet.of(
            Action.READ_MENTIONS,
            Action.CORRECT_MENTION,
            Action.READ_INBOX,
            Action.WORK_INBOX,
            Action.ESCALATE,
            Action.ACKNOWLEDGE,
            Action.READ_SUGGESTIONS,
            Action.RAISE_SUGGESTION,
            Action.DECIDE_SUGGESTION,
            Action.READ_REPORTS,
            Action.READ_MEMBERS);

    /** What a channel has of its own. */
    private static final Set<Action> OF_A_CHANNEL = EnumSet.of(
            Action.DRAFT,
            Action.HOLD,
            Action.APPROVE,
            Action.SEND_AGAIN,
            Action.STOP,
            Action.LIFT_STOP,
            Action.MANAGE_CHANNELS,
            Action.READ_AUDIT,
            Action.READ_RECORD,
            Action.READ_OWN_RECORD);

    private static Grant right(Role role, String brandId, @Nullable String channelId) {
        return new Grant("g", role, brandId, null, channelId, null);
    }

    private static boolean may(Grant grant, Action action, @Nullable String channelId) {
        return Rights.decide(List.of(grant), action, "alize", channelId, NOW).allowed();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRightOnOneChannelIsNoneOnTheBrandAsAWholeButForWhatAllShare(Role role) {
        var grant = right(role, "alize", "bluesky");
        for (var action : Action.values()) {
            var has = Rights.of(role).contains(action);
            assertThat(may(grant, action, null))
                    .as("%s, the brand as a whole", action)
                    .isEqualTo(has && SHARED.contains(action));
            assertThat(may(grant, action, "bluesky"))
                    .as("%s, its channel", action)
                    .isEqualTo(has && (SHARED.contains(action) || OF_A_CHANNEL.contains(action)));
            assertThat(may(grant, action, "another")).as("%s, another", action).isFalse();
            assertThat(may(right(role, "alize", null), action, "bluesky"))
                    .as("%s, by a right on the brand", action)
                    .isEqualTo(has);
            assertThat(actor(grant).brandsFor(action, NOW))
                    .as("%s, brands as a whole", action)
                    .hasSize(has && SHARED.contains(action) ? 1 : 0);
        }
    }

    @Test
    void aChannelOfEveryBrandIsNowhere() {
        var grant = right(Role.AUDITOR, Grant.EVERY_BRAND, "bluesky");
        assertThat(actor(grant).may(Action.READ_INBOX, "alize", NOW)).isFalse();
        assertThat(actor(grant).may(Action.READ_AUDIT, Grant.EVERY_BRAND, NOW)).isFalse();
    }

    private static Actor actor(Grant grant) {
        var none = Actor.automation("x");
        return new Actor("nora", Actor.Kind.HUMAN, "Nora", none.locale(), none.zone(), none.theme(), List.of(grant));
    }
}
