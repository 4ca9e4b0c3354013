package org.parvis.moderation.policy;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.RightsOnRecord;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.moderation.api.PolicyRule;
import org.parvis.moderation.people.Members;
import org.parvis.moderation.policy.PolicyCommand.AdoptPolicy;
import org.parvis.moderation.policy.PolicyCommand.DeclinePolicy;
import org.parvis.moderation.policy.PolicyCommand.ProposePolicy;
import org.springframework.stereotype.Component;

/** What people do with the rules of a brand, the same from a page and from a program. */
@Component
class PolicyDesk {

    static final Action PROPOSES = Action.MANAGE_POLICY;
    static final Action DECIDES = Action.ADOPT_POLICY;

    private static final int LONGEST_REASON = 1_000;

    private final Access access;
    private final Commands commands;
    private final Policies policies;
    private final Members members;
    private final RightsOnRecord rights;
    private final Clock clock;

    PolicyDesk(
            Access access, Commands commands, Policies policies, Members members, RightsOnRecord rights, Clock clock) {
        this.access = access;
        this.commands = commands;
        this.policies = policies;
        this.members = members;
        this.rights = rights;
        this.clock = clock;
    }

    /** Asked before a form is read, like {@link #requireDecision}. */
    void requireProposal(String brandId) {
        access.require(PROPOSES, brandId);
    }

    void requireDecision(String brandId) {
        access.require(DECIDES, brandId);
    }

    boolean mayDecide(String brandId) {
        return access.may(DECIDES, brandId);
    }

    void propose(String brandId, List<PolicyRule> rules, @Nullable Long version) {
        requireProposal(brandId);
        act(new ProposePolicy(brandId, brandId, rules, version));
    }

    void adopt(String brandId, @Nullable Long version) {
        requireDecision(brandId);
        // Rules decide what leaves the house without a second look.
        access.requireSecondFactor();
        act(new AdoptPolicy(brandId, brandId, version));
    }

    void decline(String brandId, String reason, @Nullable Long version) {
        requireDecision(brandId);
        if (reason.length() > LONGEST_REASON) {
            throw new InvalidInput("reason", "too-long", LONGEST_REASON);
        }
        act(new DeclinePolicy(brandId, brandId, reason, version));
    }

    /** Whether somebody who works there stands for what is proposed; else it is declined, or proposed again by somebody else. */
    boolean isStoodFor(Policies.Proposal open, String brandId) {
        return rights.may(open.proposedBy(), PROPOSES, brandId);
    }

    private void act(PolicyCommand command) {
        if (commands.send(command) instanceof Long reached) {
            Shown.soon(() -> policies.changes(command.policyId()) >= reached);
        }
    }

    /** Who could adopt what this member proposes; empty when the house has to grant somebody the role first. */
    List<MemberDirectory.Entry> whoCouldAdopt(String brandId, String proposerId) {
        return members.whoCouldAdopt(brandId, clock.instant()).stream()
                .filter(member -> !member.memberId().equals(proposerId))
                .toList();
    }
}
