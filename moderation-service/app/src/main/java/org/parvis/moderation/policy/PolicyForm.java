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
        var form = new PolicyForm(false, false, false, Set.of(), "", Set.of());
        for (var rule : Rule.joined(rules)) {
            form = form.with(rule);
        }
        return form;
    }

    private PolicyForm with(Rule rule) {
        return switch (rule) {
            case Rule.EveryReply r -> new PolicyForm(true, everyPost, promises, roles, words, channels);
            case Rule.EveryPost r -> new PolicyForm(everyReply, true, promises, roles, words, channels);
            case Rule.Promises r -> new PolicyForm(everyReply, everyPost, true, roles, words, channels);
            case Rule.AuthorRole r ->
                new PolicyForm(
                        everyReply,
                        everyPost,
                        promises,
                        r.roles().stream().map(Role::name).collect(Collectors.toSet()),
                        words,
                        channels);
            case Rule.Words r ->
                new PolicyForm(everyReply, everyPost, promises, roles, String.join("\n", r.entries()), channels);
            case Rule.OnChannel r -> {
                var more = new LinkedHashSet<>(channels);
                more.add(r.channelId());
                yield new PolicyForm(everyReply, everyPost, promises, roles, words, more);
            }
        };
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
