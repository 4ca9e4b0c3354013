package org.parvis.moderation.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.PolicyRule;

/**
 * What a proposal would do to one rule; whoever adopts reads these and not two long lists. A rule that is on one side only is null on the
 * other.
 *
 * @param added the words or roles that only the proposal names, when both sides have the rule
 * @param dropped those that only the policy in force names
 */
record PolicyChange(
        Kind kind,
        String code,
        @Nullable PolicyRule was,
        @Nullable PolicyRule wouldBe,
        List<String> added,
        List<String> dropped) {

    enum Kind {
        ADDED,
        DROPPED,
        CHANGED,
        KEPT
    }

    PolicyChange {
        added = List.copyOf(added);
        dropped = List.copyOf(dropped);
    }

    /** Rule by rule, those in force first. Several rules of one kind count as one, as they do for a draft. */
    static List<PolicyChange> between(List<PolicyRule> inForce, List<PolicyRule> proposed) {
        var before = byKey(inForce);
        var after = byKey(proposed);
        var keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        var changes = new ArrayList<PolicyChange>();
        for (var key : keys) {
            changes.add(of(before.get(key), after.get(key)));
        }
        return changes;
    }

    private static Map<String, Rule> byKey(List<PolicyRule> rules) {
        var byKey = new LinkedHashMap<String, Rule>();
        Rule.joined(rules).forEach(rule -> byKey.put(rule.key(), rule));
        return byKey;
    }

    private static PolicyChange of(@Nullable Rule was, @Nullable Rule wouldBe) {
        if (was == null && wouldBe != null) {
            return new PolicyChange(Kind.ADDED, wouldBe.code(), null, wouldBe.stored(), List.of(), List.of());
        }
        if (was != null && wouldBe == null) {
            return new PolicyChange(Kind.DROPPED, was.code(), was.stored(), null, List.of(), List.of());
        }
        if (was == null || wouldBe == null) {
            throw new IllegalArgumentException("There is no rule on either side");
        }
        var before = entries(was);
        var after = entries(wouldBe);
        var added = after.stream().filter(entry -> !before.contains(entry)).toList();
        var dropped = before.stream().filter(entry -> !after.contains(entry)).toList();
        var kind = added.isEmpty() && dropped.isEmpty() ? Kind.KEPT : Kind.CHANGED;
        return new PolicyChange(kind, was.code(), was.stored(), wouldBe.stored(), added, dropped);
    }

    private static Set<String> entries(Rule rule) {
        return switch (rule) {
            case Rule.Words words -> new LinkedHashSet<>(words.entries());
            case Rule.AuthorRole author -> {
                var names = new LinkedHashSet<String>();
                author.roles().stream().sorted().forEach(role -> names.add(role.name()));
                yield names;
            }
            case Rule.EveryReply r -> Set.of();
            case Rule.EveryPost r -> Set.of();
            case Rule.Promises r -> Set.of();
            case Rule.OnChannel r -> Set.of();
        };
    }
}
