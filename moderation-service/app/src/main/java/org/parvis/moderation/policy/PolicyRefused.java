package org.parvis.moderation.policy;

import java.util.Map;
import org.parvis.axon.Refused;

/** A rule about policies said no. */
final class PolicyRefused extends Refused {

    private final String brandId;

    /** A policy has the id of its brand. */
    PolicyRefused(PolicyRefusal reason, String policyId, Map<String, Object> details) {
        super(reason.category(), reason, "policy:" + policyId, details);
        this.brandId = policyId;
    }

    @Override
    public String brandId() {
        return brandId;
    }
}
