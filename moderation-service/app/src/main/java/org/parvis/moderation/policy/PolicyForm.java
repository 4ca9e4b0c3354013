package org.parvis.moderation.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.parvis.identity.api.Role;
import org.parvis.moderation.api.PolicyRule;

/**
 * The rules of a brand as a form shows and sends them; several rules of one kind become one.
 *
 * @param words one entry a line
 */
record PolicyForm(
        boolean everyReply,
        boolean everyPost,
        boolean promises,
        Set<String> roles,
        String words,
        Set<String> channels) {

    /** Whom a policy can add to those who never send alone. */
    static final List<Role> CHOOSABLE = List.of(Role.COMMUNITY_MANAGER, Role.LEAD);

    static PolicyForm of(List<PolicyRule> rules) {
        var codes = rules.stream().map(PolicyRule::code).collect(Collectors.toSet());
        var roles = new LinkedHashSet<String>();
        var channels = new LinkedHashSet<String>();
        var words = new LinkedHashSet<String>();
        Rule.joined(rules).forEach(rule -> {
            switch (rule) {
                case Rule.AuthorRole r -> r.roles().forEach(role -> roles.add(role.name()));
                case Rule.OnChannel r -> channels.add(r.channelId());
                case Rule.Words r -> words.addAll(r.entries());
                case Rule.EveryReply r -> {}
                case Rule.EveryPost r -> {}
                case Rule.Promises r -> {}
            }
        });
        return new PolicyForm(
                codes.contains(Rule.EveryReply.CODE),
                codes.contains(Rule.EveryPost.CODE),
                codes.contains(Rule.Promises.CODE),
                roles,
                String.join("\n", words),
                channels);
    }

    List<PolicyRule> rules() {
        var rules = new ArrayList<PolicyRule>();
        if (everyReply) {
            rules.add(new Rule.EveryReply().stored());
        }
        if (everyPost) {
            rules.add(new Rule.EveryPost().stored());
        }
        if (promises) {
            rules.add(new Rule.Promises().stored());
        }
        if (!roles.isEmpty()) {
            rules.add(new PolicyRule(Rule.AuthorRole.CODE, Map.of("roles", String.join(",", roles))));
        }
        if (!words.isBlank()) {
            rules.add(new PolicyRule(Rule.Words.CODE, Map.of("words", words)));
        }
        channels.stream()
                .sorted()
                .forEach(channel -> rules.add(new PolicyRule(Rule.OnChannel.CODE, Map.of("channel", channel))));
        return rules;
    }
}
