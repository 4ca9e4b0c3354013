package org.parvis.publishing.reply;

import java.util.Map;
import org.parvis.axon.Refused;

/** A reply's no. */
final class ReplyRefused extends Refused {

    ReplyRefused(Category category, ReplyRefusal reason, String replyId) {
        super(category, reason, "reply:" + replyId);
    }

    ReplyRefused(Category category, ReplyRefusal reason, String replyId, Map<String, Object> details) {
        super(category, reason, "reply:" + replyId, details);
    }
}
