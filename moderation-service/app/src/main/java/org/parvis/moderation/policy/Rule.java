package org.parvis.moderation.policy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parvis.identity.api.Role;
import org.parvis.moderation.api.ApprovalReason;
import org.parvis.moderation.api.PolicyRule;
import org.parvis.moderation.api.Reviewed;

/** One reason for which a draft needs approval; the stored form is {@link PolicyRule}. */
sealed interface Rule {

    /** What fires, and the words that made it; empty when the rule does not care. */
    Finding judge(Draft draft);

    PolicyRule stored();

    default String code() {
        return stored().code();
    }

    /** Reads a stored or submitted rule; says what is wrong with it otherwise. */
    static Rule of(PolicyRule stored) {
        var rule = switch (stored.code()) {
            case EveryReply.CODE -> new EveryReply();
            case EveryPost.CODE -> new EveryPost();
            case Words.CODE -> Words.of(stored.parameters().getOrDefault("words", ""));
            case Promises.CODE -> new Promises();
            case AuthorRole.CODE -> AuthorRole.of(stored.parameters().getOrDefault("roles", ""));
            case OnChannel.CODE -> OnChannel.of(stored.parameters().getOrDefault("channel", ""));
            case null -> throw new InvalidRule(InvalidRule.Reason.UNKNOWN_RULE, "");
            default -> throw new InvalidRule(InvalidRule.Reason.UNKNOWN_RULE, stored.code());
        };
        if (!rule.stored().parameters().keySet().containsAll(stored.parameters().keySet())) {
            throw new InvalidRule(InvalidRule.Reason.UNKNOWN_PARAMETER, stored.code());
        }
        return rule;
    }

    /** What two rules of one kind ask together. */
    default Rule with(Rule other) {
        return this;
    }

    /** Several rules of one kind as the one rule that they are for a draft; what is on record is read whatever limits hold today. */
    static List<Rule> joined(List<PolicyRule> stored) {
        var byKind = new LinkedHashMap<String, Rule>();
        stored.stream().map(Rule::of).forEach(rule -> byKind.merge(rule.key(), rule, Rule::with));
        return List.copyOf(byKind.values());
    }

    /** The same for rules that are one. */
    default String key() {
        return code();
    }

    /** Whether a rule fired, and on what. */
    record Finding(boolean fired, List<Match> matches, List<String> words) {

        static final Finding NONE = new Finding(false, List.of(), List.of());

        static Finding plain() {
            return new Finding(true, List.of(), List.of());
        }

        static Finding about(String word) {
            return new Finding(true, List.of(), List.of(word));
        }

        /**
         * On words of the text.
         *
         * @param concealed words that could say anything: better asked about once too often
         */
        static Finding in(List<Match> said, List<Match> concealed) {
            var matches = Stream.concat(
                            said.stream(),
                            concealed.stream().filter(word -> said.stream().noneMatch(word::meets)))
                    .sorted(Comparator.comparingInt(Match::start))
                    .toList();
            return matches.isEmpty()
                    ? NONE
                    : new Finding(
                            true,
                            matches,
                            matches.stream().map(Match::words).distinct().toList());
        }
    }

    /** Every reply. */
    record EveryReply() implements Rule {

        static final String CODE = "EVERY_REPLY";

        @Override
        public Finding judge(Draft draft) {
            return draft.kind() == Reviewed.REPLY ? Finding.plain() : Finding.NONE;
        }

        @Override
        public PolicyRule stored() {
            return new PolicyRule(CODE, Map.of());
        }
    }

    /** Every post. */
    record EveryPost() implements Rule {

        static final String CODE = "EVERY_POST";

        @Override
        public Finding judge(Draft draft) {
            return draft.kind() == Reviewed.POST ? Finding.plain() : Finding.NONE;
        }

        @Override
        public PolicyRule stored() {
            return new PolicyRule(CODE, Map.of());
        }
    }

    /** Whatever goes out on one channel. */
    record OnChannel(String channelId) implements Rule {

        static final String CODE = ApprovalReason.CHANNEL;

        static OnChannel of(String channelId) {
            if (!channelId.matches("[a-z0-9-]{1,64}")) {
                throw new InvalidRule(InvalidRule.Reason.NO_CHANNEL, channelId);
            }
            return new OnChannel(channelId);
        }

        @Override
        public String key() {
            return CODE + " " + channelId;
        }

        @Override
        public Finding judge(Draft draft) {
            return draft.channels().contains(channelId) ? Finding.about(channelId) : Finding.NONE;
        }

        @Override
        public PolicyRule stored() {
            return new PolicyRule(CODE, Map.of("channel", channelId));
        }
    }

    /** Whatever members in these roles had a hand in; somebody without a known role is treated as one of them. */
    record AuthorRole(Set<Role> roles) implements Rule {

        static final String CODE = ApprovalReason.AUTHOR_ROLE;
        static final String UNKNOWN = "UNKNOWN";

        public AuthorRole {
            roles = Set.copyOf(roles);
        }

        static AuthorRole of(String list) {
            var roles = EnumSet.noneOf(Role.class);
            for (var name : list.split("[,\\s]+")) {
                if (!name.isEmpty()) {
                    roles.add(role(name));
                }
            }
            if (roles.isEmpty()) {
                throw new InvalidRule(InvalidRule.Reason.NO_ROLE, list);
            }
            return new AuthorRole(roles);
        }

        private static Role role(String name) {
            return Arrays.stream(Role.values())
                    .filter(role -> role.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new InvalidRule(InvalidRule.Reason.UNKNOWN_ROLE, name));
        }

        @Override
        public Rule with(Rule other) {
            var both = EnumSet.copyOf(roles);
            both.addAll(((AuthorRole) other).roles());
            return new AuthorRole(both);
        }

        @Override
        public Finding judge(Draft draft) {
            var found = draft.hands().roles().stream()
                    .filter(roles::contains)
                    .sorted()
                    .map(Role::name)
                    .findFirst();
            return found.or(() -> draft.hands().unknown() ? Optional.of(UNKNOWN) : Optional.empty())
                    .map(Finding::about)
                    .orElse(Finding.NONE);
        }

        @Override
        public PolicyRule stored() {
            var names = roles.stream().sorted().map(Role::name).collect(Collectors.joining(","));
            return new PolicyRule(CODE, Map.of("roles", names));
        }
    }

    /** Whatever says one of these words or phrases; {@code refund*} stands for every word that begins so. */
    record Words(List<String> entries) implements Rule {

        static final String CODE = "WORDS";
        static final int MOST_ENTRIES = 2_000;
        static final int LONGEST_ENTRY = 80;

        public Words {
            entries = List.copyOf(entries);
        }

        static Words of(String list) {
            var entries = new LinkedHashSet<String>();
            for (var line : list.split("[\\n,;]")) {
                var entry = line.strip().replaceAll("\\s+", " ");
                if (entry.length() > LONGEST_ENTRY) {
                    throw new InvalidRule(InvalidRule.Reason.WORD_TOO_LONG, entry.substring(0, LONGEST_ENTRY));
                }
                if (!entry.isEmpty()) {
                    if (WordList.isEmpty(entry)) {
                        throw new InvalidRule(InvalidRule.Reason.WORD_WITHOUT_LETTERS, entry);
                    }
                    entries.add(entry);
                }
            }
            if (entries.isEmpty()) {
                throw new InvalidRule(InvalidRule.Reason.NO_WORDS, "");
            }
            if (entries.size() > MOST_ENTRIES) {
                throw new InvalidRule(InvalidRule.Reason.TOO_MANY_WORDS, Integer.toString(MOST_ENTRIES));
            }
            return new Words(List.copyOf(entries));
        }

        @Override
        public Rule with(Rule other) {
            var both = new LinkedHashSet<>(entries);
            both.addAll(((Words) other).entries());
            return new Words(List.copyOf(both));
        }

        @Override
        public Finding judge(Draft draft) {
            var text = FoldedText.of(draft.text());
            return Finding.in(text.find(WordList.of(entries)), text.concealed());
        }

        @Override
        public PolicyRule stored() {
            return new PolicyRule(CODE, Map.of("words", String.join("\n", entries)));
        }
    }

    /** Whatever commits us to a delay or to money, in French or in English. */
    record Promises() implements Rule {

        static final String CODE = "PROMISES_DELAY_OR_MONEY";

        @Override
        public Finding judge(Draft draft) {
            return Finding.in(
                    Commitments.in(draft.text()).all(),
                    FoldedText.of(draft.text()).concealed());
        }

        @Override
        public PolicyRule stored() {
            return new PolicyRule(CODE, Map.of());
        }
    }
}
