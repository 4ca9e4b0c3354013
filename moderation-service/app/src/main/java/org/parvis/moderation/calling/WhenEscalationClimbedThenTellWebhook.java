package org.parvis.moderation.calling;

import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.parvis.moderation.api.EscalationClimbed;
import org.parvis.moderation.api.EscalationRaised;
import org.parvis.moderation.api.RotaWebhookSet;
import org.parvis.moderation.rota.RotaWebhooks;
import org.springframework.stereotype.Component;

/** Writes one letter for the program that a rota's calls are told to; {@link WebhookRound} carries it out. */
@Component
@ProcessingGroup("moderation.calling.webhooks")
class WhenEscalationClimbedThenTellWebhook {

    private final RotaWebhooks webhooks;
    private final Letters letters;

    WhenEscalationClimbedThenTellWebhook(RotaWebhooks webhooks, Letters letters) {
        this.webhooks = webhooks;
        this.letters = letters;
    }

    @EventHandler
    void on(RotaWebhookSet event) {
        webhooks.set(event.rotaId(), event.brandId(), event.url());
    }

    @EventHandler
    void on(EscalationRaised event) {
        letters.rememberRota(event.escalationId(), event.brandId(), event.rotaId());
    }

    @EventHandler
    void react(EscalationClimbed event, @Timestamp Instant at) {
        letters.rotaOf(event.escalationId()).flatMap(webhooks::find).ifPresent(webhook -> {
            var id = event.escalationId() + "/" + event.step() + "/" + Letter.WEBHOOK;
            letters.write(id, event.escalationId(), event.brandId(), event.step(), Letter.WEBHOOK, at);
        });
    }
}
