package org.parvis.moderation.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.identity.api.Role;
import org.parvis.moderation.api.ApprovalReason;
import org.parvis.moderation.api.PolicyRule;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.people.Hands;

class PolicyEvaluationTest {

    private static final ApprovalPolicy NOTHING = new ApprovalPolicy(1, List.of());

    private static Draft reply(String text) {
        return reply(text, Role.COMMUNITY_MANAGER);
    }

    private static Draft reply(String text, @Nullable Role role) {
        return new Draft(Reviewed.REPLY, List.of("bluesky-fr"), text, Hands.of(Collections.singletonList(role)));
    }

    private static ApprovalPolicy policy(PolicyRule... rules) {
        return new ApprovalPolicy(4, Arrays.asList(rules));
    }

    private static PolicyRule rule(String code, String... parameter) {
        return new PolicyRule(code, parameter.length == 0 ? Map.of() : Map.of(parameter[0], parameter[1]));
    }

    @Test
    void asksForEveryReplyAndPostOfABrandWithoutAPolicy() {
        assertThat(PolicyEvaluation.reasons(ApprovalPolicy.FIRST, reply("Bonjour")))
                .containsExactly(new ApprovalReason("EVERY_REPLY", List.of()));
        var post = new Draft(Reviewed.POST, List.of("blog"), "Bonjour", Hands.of(List.of(Role.LEAD)));
        assertThat(PolicyEvaluation.reasons(ApprovalPolicy.FIRST, post))
                .containsExactly(new ApprovalReason("EVERY_POST", List.of()));
    }

    @Test
    void asksForNothingWhenNoRuleFires() {
        var policy = policy(rule("EVERY_POST"), rule("WORDS", "words", "grève"), rule("PROMISES_DELAY_OR_MONEY"));
        assertThat(PolicyEvaluation.reasons(policy, reply("Bonjour Margaux, merci de nous l’avoir dit.")))
                .isEmpty();
    }

    @Test
    void findsWordsInWhateverSpellingAndQuotesTheAuthors() {
        var policy = policy(rule("WORDS", "words", "grève, action collective\nrembours*"));
        assertThat(PolicyEvaluation.reasons(policy, reply("La GREVE, une Action  Collective, et le remboursement.")))
                .containsExactly(new ApprovalReason("WORDS", List.of("GREVE", "Action  Collective", "remboursement")));
    }

    @Test
    void isNotFooledByInvisibleOrDecoratedLetters() {
        var policy = policy(rule("WORDS", "words", "greve"));
        assertThat(PolicyEvaluation.reasons(policy, reply("gr\u200be\u0300ve"))).hasSize(1);
        assertThat(PolicyEvaluation.reasons(policy, reply("𝐠𝐫𝐞𝐯𝐞"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ref\u3164und",
                "ref\u0001und",
                "ref\u007fund",
                "ref\fund",
                "ref\u2800und",
                "ref\uffa0und",
                "ref\ufffcund",
                "ref\u0378und",
                "ref\ue000und",
                "r\u0435fund",
                "refu\u03bfd",
                "ref\u200aund",
                "ref\u2028und",
                "ref\u0085und",
                "ref\u205f\u200dund",
                "re\u2009\u0301fund",
                "refu\u0254d",
                "re\ua730und",
                "r\u0435\u0301fund",
                "refun\u0501",
                "reful\u2c9fd",
                "\ua4e3efund",
                "r\u0364fund",
                "ref\u0903und",
                "ref\u0d20und",
                "ref\u05d5nd",
                "re\ud83c\udd75und",
                "\u0280\u1d07\ua730\u1d1c\u0274\u1d05"
            })
    void asksAboutAWordThatDoesNotReadAsItIsWritten(String word) {
        var text = "We will " + word + " you";
        for (var policy :
                List.of(policy(rule("PROMISES_DELAY_OR_MONEY")), policy(rule("WORDS", "words", "goodwill, secret*")))) {
            assertThat(PolicyEvaluation.reasons(policy, reply(text)))
                    .extracting(ApprovalReason::words)
                    .containsExactly(List.of(word));
            var matches = PolicyEvaluation.matches(policy, reply(text));
            assertThat(Explanation.parts(text, matches))
                    .extracting(Explanation.Part::text)
                    .containsExactly("We will ", word, " you");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ça va\u00a0? 👩\u200d🚀 ✌\ufe0f 1\ufe0f\u20e3\tco\u00adopération\r\n",
                "Привет всем",
                "Γειά σου",
                "これはテスト ABC製品 한국어",
                "می\u200cخواهم",
                "Ma\u0142gorzata \u0141ukasz Nguy\u1ec5n \u0130brahim \u0218tefan Ol\u2019ga",
                "iPhone은 다음 iPhoneを",
                "18\u202fh\u202f30, 20\u202f000\u202f\u20ac\u202f; enfin\u2009!",
                "\ud83c\uddeb\ud83c\uddf7 parking \ud83c\udd7f"
            })
    void asksAboutNoWordThatReadsAsItIsWritten(String text) {
        var policy = policy(rule("WORDS", "words", "greve"), rule("PROMISES_DELAY_OR_MONEY"));
        assertThat(PolicyEvaluation.reasons(policy, reply(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "we`ll pay",
                "we\u00b4ll pay",
                "we\u2032ll pay",
                "sous \u0665 jours",
                "\u20ac\u2009\u0967\u0966 : we will cover",
                "within 3\u22125 days",
                "gratu\u0131t",
                "gr\u00e5t\u00fc\u00eft",
                "\uff52\uff45\uff46\uff55\uff4e\uff44"
            })
    void readsTheSameSignInWhateverShape(String text) {
        var policy = policy(rule("PROMISES_DELAY_OR_MONEY"));
        assertThat(PolicyEvaluation.reasons(policy, reply(text))).hasSize(1);
    }

    @Test
    void readsEveryBreakOfALineAsOne() {
        var policy = policy(rule("PROMISES_DELAY_OR_MONEY"));
        for (var between : List.of("\u2028", "\u2029", "\u0085")) {
            assertThat(PolicyEvaluation.reasons(policy, reply("un geste" + between + "commercial")))
                    .hasSize(1);
        }
    }

    @Test
    void tellsAConcealedWordOnceWhereItIsAlsoOnTheList() {
        var text = "refund-\u3164 refund";
        assertThat(PolicyEvaluation.matches(policy(rule("WORDS", "words", "refund")), reply(text)))
                .containsExactly(new Match(0, 6, "refund"), new Match(9, 15, "refund"));
    }

    @Test
    void firesOnWholeWordsOnly() {
        var policy = policy(rule("WORDS", "words", "vol"));
        assertThat(PolicyEvaluation.reasons(policy, reply("Votre volonté, le survol")))
                .isEmpty();
        assertThat(PolicyEvaluation.reasons(policy, reply("Votre vol."))).hasSize(1);
    }

    @Test
    void knowsItsOwnChannelsOnly() {
        var policy = policy(rule("CHANNEL", "channel", "bluesky-fr"));
        assertThat(PolicyEvaluation.reasons(policy, reply("Bonjour")))
                .containsExactly(new ApprovalReason("CHANNEL", List.of("bluesky-fr")));
        var elsewhere = new Draft(Reviewed.REPLY, List.of("blog"), "Bonjour", Hands.of(List.of(Role.LEAD)));
        assertThat(PolicyEvaluation.reasons(policy, elsewhere)).isEmpty();
    }

    @Test
    void letsNoPolicySendForEmployeesAgenciesOrStrangersAlone() {
        for (var role : List.of(Role.EMPLOYEE, Role.AGENCY, Role.PRODUCT_MANAGER, Role.AUDITOR, Role.ADMIN)) {
            assertThat(PolicyEvaluation.reasons(NOTHING, reply("Bonjour", role)))
                    .containsExactly(new ApprovalReason("AUTHOR_ROLE", List.of(role.name())));
        }
        assertThat(PolicyEvaluation.reasons(NOTHING, reply("Bonjour", null)))
                .containsExactly(new ApprovalReason("AUTHOR_ROLE", List.of("UNKNOWN")));
        for (var role : List.of(Role.COMMUNITY_MANAGER, Role.LEAD)) {
            assertThat(PolicyEvaluation.reasons(NOTHING, reply("Bonjour", role)))
                    .isEmpty();
        }
    }

    /** Anybody who may draft may write into a colleague's draft. */
    @Test
    void countsEverybodyWhoHadAHandInIt() {
        var inLeads = new Draft(
                Reviewed.REPLY,
                List.of("bluesky-fr"),
                "Bonjour",
                Hands.of(List.of(Role.LEAD, Role.EMPLOYEE, Role.COMMUNITY_MANAGER)));
        assertThat(PolicyEvaluation.reasons(NOTHING, inLeads))
                .containsExactly(new ApprovalReason("AUTHOR_ROLE", List.of("EMPLOYEE")));
        var withAStranger =
                new Draft(Reviewed.REPLY, List.of("bluesky-fr"), "Bonjour", Hands.of(Arrays.asList(Role.LEAD, null)));
        assertThat(PolicyEvaluation.reasons(NOTHING, withAStranger))
                .containsExactly(new ApprovalReason("AUTHOR_ROLE", List.of("UNKNOWN")));
    }

    @Test
    void canAskForCommunityManagersToo() {
        var policy = policy(rule("AUTHOR_ROLE", "roles", "COMMUNITY_MANAGER"));
        assertThat(PolicyEvaluation.reasons(policy, reply("Bonjour")))
                .containsExactly(new ApprovalReason("AUTHOR_ROLE", List.of("COMMUNITY_MANAGER")));
    }

    @Test
    void mergesRulesOfOneKindAndKeepsTheOrderOfThePolicy() {
        var policy = policy(rule("WORDS", "words", "beta"), rule("EVERY_REPLY"), rule("WORDS", "words", "alpha"));
        assertThat(PolicyEvaluation.reasons(policy, reply("alpha beta")))
                .containsExactly(
                        new ApprovalReason("WORDS", List.of("beta", "alpha")),
                        new ApprovalReason("EVERY_REPLY", List.of()));
    }

    @Test
    void saysWhereInTheTextTheWordsStand() {
        var text = "Bonjour, remboursé sous 5 jours ouvrés.";
        var matches = PolicyEvaluation.matches(policy(rule("PROMISES_DELAY_OR_MONEY")), reply(text));
        assertThat(matches).extracting(Match::words).containsExactly("remboursé", "sous 5 jours ouvrés");
        assertThat(matches)
                .allSatisfy(m -> assertThat(text.substring(m.start(), m.end())).isEqualTo(m.words()));
        assertThat(Explanation.parts(text, matches))
                .extracting(Explanation.Part::text)
                .containsExactly("Bonjour, ", "remboursé", " ", "sous 5 jours ouvrés", ".");
    }

    @Test
    void staysQuickOnATextMadeToKeepItBusy() {
        var text = "pay " + "1 ".repeat(4_000) + "rembours".repeat(1_000) + " sous ".repeat(500);
        var words = new StringBuilder();
        for (var i = 0; i < 2_000; i++) {
            words.append("mot").append(i).append("*\n");
        }
        var policy = policy(rule("WORDS", "words", words.toString()), rule("PROMISES_DELAY_OR_MONEY"));
        assertThat(PolicyEvaluation.reasons(policy, reply(text))).isEmpty();
    }
}
