package org.parvis.identity.api;

import java.util.List;

/** The house demands a second factor of everybody in these roles; of members who set one up it is demanded anyway. */
public record SecondFactorRequired(String ruleId, List<Role> roles) {

    public SecondFactorRequired {
        roles = List.copyOf(roles);
    }
}
