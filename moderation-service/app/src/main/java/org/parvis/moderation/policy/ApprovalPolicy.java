package org.parvis.moderation.policy;

import java.util.List;
import org.parvis.moderation.api.PolicyRule;

/** The rules of a brand in one version. */
public record ApprovalPolicy(int version, List<PolicyRule> rules) {

    /** Where every brand begins: every reply and every post needs the approval of one lead. */
    public static final ApprovalPolicy FIRST =
            new ApprovalPolicy(0, List.of(new Rule.EveryReply().stored(), new Rule.EveryPost().stored()));

    public ApprovalPolicy {
        rules = List.copyOf(rules);
    }
}
