package org.parvis.publishing.reply;

import org.parvis.axon.Refused;

/** One reply at a time may answer a conversation, and only as its writer saw it. */
public interface RightToAnswer {

    /** @throws Refused when the conversation moved on or another reply holds the right; says which messages are newer */
    void reserve(String conversationId, String replyId, long conversationVersion);

    void giveBack(String conversationId, String replyId);
}
