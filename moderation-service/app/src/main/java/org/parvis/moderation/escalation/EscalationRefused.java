package org.parvis.moderation.escalation;

import java.util.Map;
import org.parvis.axon.Refused;

/** An act on an escalation was not accepted. */
final class EscalationRefused extends Refused {

    EscalationRefused(EscalationRefusal reason, String escalationId, Map<String, Object> details) {
        super(reason.category(), reason, "escalation:" + escalationId, details);
    }
}
