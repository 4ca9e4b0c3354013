package org.parvis.moderation.policy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.parvis.identity.api.Role;
import org.parvis.moderation.api.ApprovalReason;
import org.parvis.moderation.policy.Rule.Finding;

/**
 * Why a draft needs approval under a policy; no reason, no approval. Pure: the same draft and policy always give the same answer, so an
 * author can be told before sending what will be decided after.
 */
public final class PolicyEvaluation {

    /** Only these may send without approval, and only when the policy lets them; no policy can widen it. */
    private static final Set<Role> MAY_SEND_ALONE = EnumSet.of(Role.COMMUNITY_MANAGER, Role.LEAD);

    /** What holds in every brand whatever its policy says. */
    static final Rule.AuthorRole ALWAYS = new Rule.AuthorRole(EnumSet.complementOf(EnumSet.copyOf(MAY_SEND_ALONE)));

    private static final int MOST_WORDS = 20;
    private static final int LONGEST_WORDS = 120;

    private PolicyEvaluation() {}

    /** The reasons, one per rule, in the order of the policy. */
    public static List<ApprovalReason> reasons(ApprovalPolicy policy, Draft draft) {
        var words = new LinkedHashMap<String, Set<String>>();
        findings(policy, draft)
                .forEach((code, finding) ->
                        words.computeIfAbsent(code, c -> new LinkedHashSet<>()).addAll(finding.words()));
        return words.entrySet().stream()
                .map(rule -> new ApprovalReason(rule.getKey(), bounded(rule.getValue())))
                .toList();
    }

    /** The words that made rules fire, where they stand in the text. */
    public static List<Match> matches(ApprovalPolicy policy, Draft draft) {
        return findings(policy, draft).values().stream()
                .flatMap(finding -> finding.matches().stream())
                .distinct()
                .sorted((a, b) -> a.start() != b.start() ? a.start() - b.start() : b.end() - a.end())
                .toList();
    }

    private static Map<String, Finding> findings(ApprovalPolicy policy, Draft draft) {
        var found = new LinkedHashMap<String, Finding>();
        Stream.concat(policy.rules().stream().map(Rule::of), Stream.of(ALWAYS)).forEach(rule -> {
            var finding = rule.judge(draft);
            if (finding.fired()) {
                found.merge(rule.code(), finding, PolicyEvaluation::both);
            }
        });
        return found;
    }

    private static Finding both(Finding one, Finding other) {
        var matches = new ArrayList<>(one.matches());
        matches.addAll(other.matches());
        var words = new ArrayList<>(one.words());
        words.addAll(other.words());
        return new Finding(true, matches, words.stream().distinct().toList());
    }

    private static List<String> bounded(Set<String> words) {
        return words.stream()
                .limit(MOST_WORDS)
                .map(w -> w.length() <= LONGEST_WORDS ? w : w.substring(0, LONGEST_WORDS))
                .toList();
    }
}
