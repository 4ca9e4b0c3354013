package org.parvis.publishing.integration;

import org.parvis.axon.Commands;
import org.parvis.crm.api.GiveAnswerBack;
import org.parvis.crm.api.ReserveAnswer;
import org.parvis.publishing.reply.RightToAnswer;
import org.springframework.stereotype.Component;

/** Asks crm, who knows each conversation, for the right to answer it. */
@Component
class CrmRightToAnswer implements RightToAnswer {

    private final Commands commands;

    CrmRightToAnswer(Commands commands) {
        this.commands = commands;
    }

    @Override
    public void reserve(String conversationId, String replyId, long conversationVersion) {
        commands.send(new ReserveAnswer(conversationId, replyId, conversationVersion));
    }

    @Override
    public void giveBack(String conversationId, String replyId) {
        commands.send(new GiveAnswerBack(conversationId, replyId));
    }
}
