package org.parvis.moderation.policy;

import java.util.Map;
import org.parvis.axon.Refused;

/** A policy was not adopted. */
final class PolicyRefused extends Refused {

    PolicyRefused(PolicyRefusal reason, String policyId, Map<String, Object> details) {
        super(reason.category(), reason, "policy:" + policyId, details);
    }
}
