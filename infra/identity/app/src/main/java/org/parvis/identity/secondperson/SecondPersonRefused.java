package org.parvis.identity.secondperson;

import org.parvis.axon.Refused;

/** The rule of the second person said no. */
final class SecondPersonRefused extends Refused {

    private static final long serialVersionUID = 1L;

    SecondPersonRefused(SecondPersonRefusal reason, String ruleId) {
        super(reason.category(), reason, "rule:" + ruleId);
    }
}
