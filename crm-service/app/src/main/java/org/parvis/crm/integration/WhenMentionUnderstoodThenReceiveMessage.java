package org.parvis.crm.integration;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionReadingRestored;
import org.springframework.stereotype.Component;

/**
 * Every mention becomes a message of a conversation once it is known not to be spam. Spam makes nobody any work; when somebody says that it
 * is none, it is received after all.
 */
@Component
@ProcessingGroup(MessageIntake.GROUP)
final class WhenMentionUnderstoodThenReceiveMessage {

    private final Intake intake;
    private final MessageIntake messages;

    WhenMentionUnderstoodThenReceiveMessage(Intake intake, MessageIntake messages) {
        this.intake = intake;
        this.messages = messages;
    }

    @EventHandler
    void react(MentionCollected event) {
        intake.waits(event);
    }

    @EventHandler
    void react(MentionClassified event) {
        understood(event.mentionId(), event.intent());
    }

    @EventHandler
    void react(MentionCorrected event) {
        if (event.intent() != null) {
            understood(event.mentionId(), event.intent());
        }
    }

    @EventHandler
    void react(MentionReadingRestored event) {
        understood(event.mentionId(), event.intent());
    }

    private void understood(String mentionId, Intent intent) {
        if (intent == Intent.SPAM) {
            intake.isSpam(mentionId);
        } else {
            intake.received(mentionId).ifPresent(messages::receive);
        }
    }
}
