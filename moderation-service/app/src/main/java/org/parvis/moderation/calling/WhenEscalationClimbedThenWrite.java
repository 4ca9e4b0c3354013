package org.parvis.moderation.calling;

import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.parvis.moderation.api.EscalationClimbed;
import org.springframework.stereotype.Component;

/** Writes one letter to each member of each call; {@link PostRound} carries it out. */
@Component
@ProcessingGroup("moderation.calling.letters")
class WhenEscalationClimbedThenWrite {

    private final Letters letters;

    WhenEscalationClimbedThenWrite(Letters letters) {
        this.letters = letters;
    }

    @EventHandler
    void react(EscalationClimbed event, @Timestamp Instant at) {
        for (var member : event.members()) {
            var id = event.escalationId() + "/" + event.step() + "/" + member;
            letters.write(id, event.escalationId(), event.brandId(), event.step(), member, at);
        }
    }
}
