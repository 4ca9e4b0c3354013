package org.parvis.moderation.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which drafts of a brand need approval, from now on.
 *
 * @param proposal which proposal; with who proposed and who adopted it null in entries from when one member did it alone
 */
public record PolicyAdopted(
        String policyId,
        String brandId,
        int version,
        List<PolicyRule> rules,
        @Nullable Integer proposal,
        @Nullable String proposerId,
        @Nullable String adopterId)
        implements PolicyEvent {

    public PolicyAdopted {
        rules = List.copyOf(rules);
    }
}
