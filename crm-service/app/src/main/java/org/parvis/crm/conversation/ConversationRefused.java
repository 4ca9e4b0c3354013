package org.parvis.crm.conversation;

import java.util.Map;
import org.parvis.axon.Refused;

/** A rule of a conversation said no. */
public final class ConversationRefused extends Refused {

    private static final long serialVersionUID = 1L;

    private final String brandId;

    ConversationRefused(
            ConversationRefusal reason, String conversationId, String brandId, Map<String, Object> details) {
        super(reason.category(), reason, "conversation:" + conversationId, details);
        this.brandId = brandId;
    }

    @Override
    public String brandId() {
        return brandId;
    }
}
