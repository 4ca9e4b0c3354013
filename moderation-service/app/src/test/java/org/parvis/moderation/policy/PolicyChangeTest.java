package org.parvis.moderation.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parvis.moderation.api.PolicyRule;
import org.parvis.moderation.policy.PolicyChange.Kind;

class PolicyChangeTest {

    private static final PolicyRule EVERY_REPLY = new PolicyRule("EVERY_REPLY", Map.of());
    private static final PolicyRule EVERY_POST = new PolicyRule("EVERY_POST", Map.of());

    private static PolicyRule words(String words) {
        return new PolicyRule("WORDS", Map.of("words", words));
    }

    private static PolicyRule channel(String id) {
        return new PolicyRule("CHANNEL", Map.of("channel", id));
    }

    @Test
    void tellsRuleByRule() {
        var changes = PolicyChange.between(
                List.of(EVERY_REPLY, EVERY_POST, channel("blog")),
                List.of(EVERY_POST, channel("blog"), channel("forum")));
        assertThat(changes)
                .extracting(PolicyChange::kind, PolicyChange::code)
                .containsExactly(
                        tuple(Kind.DROPPED, "EVERY_REPLY"),
                        tuple(Kind.KEPT, "EVERY_POST"),
                        tuple(Kind.KEPT, "CHANNEL"),
                        tuple(Kind.ADDED, "CHANNEL"));
        assertThat(changes.getLast().wouldBe()).isEqualTo(channel("forum"));
    }

    @Test
    void namesEachWordThatComesOrGoes() {
        var change = PolicyChange.between(List.of(words("a\nb\nc")), List.of(words("c\nd")))
                .getFirst();
        assertThat(change.kind()).isEqualTo(Kind.CHANGED);
        assertThat(change.added()).containsExactly("d");
        assertThat(change.dropped()).containsExactly("a", "b");
    }

    /** What was recorded before there was a limit for all of them together. */
    @Test
    void readsWhatIsOnRecordHoweverLong() {
        var some = IntStream.range(0, 1_300).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
        var others = IntStream.range(0, 1_300).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));
        var change = PolicyChange.between(List.of(words(some)), List.of(words(some), words(others)))
                .getFirst();
        assertThat(change.added()).hasSize(1_300);
    }

    @Test
    void readsSeveralRulesOfOneKindAsOne() {
        assertThat(PolicyChange.between(List.of(words("a"), words("b")), List.of(words("b\na"))))
                .singleElement()
                .extracting(PolicyChange::kind)
                .isEqualTo(Kind.KEPT);
    }

    @Test
    void namesRolesThatComeAndGo() {
        var change = PolicyChange.between(
                        List.of(new PolicyRule("AUTHOR_ROLE", Map.of("roles", "LEAD"))),
                        List.of(new PolicyRule("AUTHOR_ROLE", Map.of("roles", "COMMUNITY_MANAGER"))))
                .getFirst();
        assertThat(change.added()).containsExactly("COMMUNITY_MANAGER");
        assertThat(change.dropped()).containsExactly("LEAD");
    }
}
