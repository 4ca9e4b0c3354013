package org.parvis.moderation.api;

import java.util.Map;

/** One reason for which a draft needs approval; {@code parameters} depend on the code. */
public record PolicyRule(String code, Map<String, String> parameters) {

    public PolicyRule {
        parameters = Map.copyOf(parameters);
    }
}
