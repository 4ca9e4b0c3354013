package org.parvis.crm.integration;

import java.time.Clock;
import java.time.Duration;
import org.parvis.axon.Commands;
import org.parvis.crm.conversation.ReceiveMessage;
import org.parvis.identity.rights.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands mentions to their conversations, each once. */
@Component
class MessageIntake {

    static final String GROUP = "crm.conversation.intake";

    /** Longer than any classification takes. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Actor SELF = Actor.automation(GROUP);
    private static final Logger LOG = LoggerFactory.getLogger(MessageIntake.class);

    private final Intake intake;
    private final Commands commands;
    private final Clock clock;

    MessageIntake(Intake intake, Commands commands, Clock clock) {
        this.intake = intake;
        this.commands = commands;
        this.clock = clock;
    }

    /** With the running batch of events; messages of one conversation in their order. */
    void receive(ReceiveMessage message) {
        commands.sendWithBatch(message, message.conversationId(), SELF, commandId(message));
    }

    private static String commandId(ReceiveMessage message) {
        return "receive " + message.mentionId();
    }

    /** No message is lost because nobody could say what it is: after a while it is received as it is. */
    void receiveOverdue(int atMost) {
        for (var message : intake.waitingSince(clock.instant().minus(PATIENCE), atMost)) {
            try {
                commands.send(message, SELF, commandId(message));
                intake.done(message.mentionId());
            } catch (RuntimeException e) {
                LOG.warn("Mention {} cannot be received yet; tried again with the next round", message.mentionId(), e);
            }
        }
    }
}
