package org.parvis.ledger.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.ledger.bundle.Plot.BEGIN;
import static org.parvis.ledger.bundle.Plot.delivery;
import static org.parvis.ledger.bundle.Plot.grant;
import static org.parvis.ledger.bundle.Plot.notSent;
import static org.parvis.ledger.bundle.Plot.reply;
import static org.parvis.ledger.bundle.Plot.review;
import static org.parvis.ledger.bundle.Plot.sentAgain;
import static org.parvis.ledger.bundle.Plot.started;
import static org.parvis.ledger.bundle.Plot.stop;
import static org.parvis.ledger.bundle.Plot.unknown;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parvis.ledger.bundle.Plot.Step;

/** The rules of the business in ledgers that are sealed without a fault: each breach is found, nothing else is. */
class BusinessRulesIT {

    @TempDir
    static Path folder;

    /** A breach of one rule, seen at one step. */
    record Breach(String what, int rule, String at, Supplier<Plot> plot) {
        @Override
        public String toString() {
            return "rule " + rule + ": " + what;
        }
    }

    record Honest(String what, Supplier<Plot> plot) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Breach> breaches() {
        return Stream.of(
                new Breach(
                        "no approval at all", 1, "started1", () -> Plot.reply().without("opened", "approved")),
                new Breach(
                        "a review that nobody decided",
                        1,
                        "started1",
                        () -> Plot.reply().without("approved")),
                new Breach(
                        "a review that was refused",
                        1,
                        "started1",
                        () -> Plot.reply().without("approved").after("opened", refused("too long"))),
                new Breach(
                        "approved after it left",
                        1,
                        "started1",
                        () -> Plot.reply().move("approved", "confirmed")),
                new Breach(
                        "the approval of another reply",
                        1,
                        "started1",
                        () -> Plot.reply().changed("approved", "reviewedId", "r9")),
                new Breach(
                        "a delivery without a review",
                        1,
                        "started1",
                        () -> Plot.reply().changed("intended", "reviewId", null)),
                new Breach(
                        "confirmed without an attempt",
                        1,
                        "confirmed",
                        () -> Plot.reply().without("started1")),
                new Breach(
                        "an attempt at something never intended",
                        1,
                        "started1",
                        () -> Plot.reply().without("intended")),
                new Breach("a person who says that no approval is needed", 1, "started1", () -> {
                    Plot plot = Plot.reply().without("opened", "approved").before("released", notNeeded());
                    plot.step("notNeeded").by("ines", "COMMUNITY_MANAGER");
                    return plot;
                }),
                new Breach("the author approves", 2, "approved", () -> {
                    Plot plot = approvedBy("ines");
                    return plot.before("drafted", grant("grant2", "ines", "LEAD"));
                }),
                new Breach("an editor approves, and the review does not name the editor", 2, "started1", () -> {
                    Plot plot = approvedBy("malik").changed("opened", "editors", List.of());
                    return plot.before("drafted", grant("grant2", "malik", "LEAD"));
                }),
                new Breach("whoever submitted it approves", 2, "started1", () -> {
                    Plot plot = approvedBy("lea").changed("submitted", "editors", List.of("malik", "lea"));
                    return plot.before("drafted", grant("grant2", "lea", "LEAD"));
                }),
                new Breach("the author of a post approves", 2, "started1", () -> {
                    Plot plot = Plot.post().changed("approved", "approverId", "ines");
                    plot.changed("opened", "authorId", "malik").step("approved").by("ines", "LEAD");
                    return plot.before("drafted", grant("grant2", "ines", "LEAD"));
                }),
                new Breach("a machine approves", 3, "started1", () -> {
                    Plot plot = Plot.reply();
                    plot.step("approved").about.put("actorKind", "AUTOMATION");
                    return plot;
                }),
                new Breach("somebody approves in another's name", 3, "started1", () -> {
                    Plot plot = Plot.reply();
                    plot.step("approved").by("eve", "LEAD");
                    return plot;
                }),
                new Breach("a role that may not approve", 3, "started1", () -> {
                    Plot plot = Plot.reply();
                    plot.step("approved").by("theo", "COMMUNITY_MANAGER");
                    return plot;
                }),
                new Breach(
                        "no right to approve", 3, "started1", () -> Plot.reply().without("grant")),
                new Breach(
                        "the right on another brand",
                        3,
                        "started1",
                        () -> Plot.reply().changed("grant", "brandId", "other")),
                new Breach(
                        "the right only afterwards",
                        3,
                        "started1",
                        () -> Plot.reply().move("grant", "released")),
                new Breach(
                        "the right withdrawn before",
                        3,
                        "started1",
                        () -> Plot.reply().before("approved", withdrawn())),
                new Breach(
                        "the right expired before",
                        3,
                        "started1",
                        () -> Plot.reply().changed("grant", "until", BEGIN.plusSeconds(2))),
                new Breach(
                        "the right lost before it left",
                        3,
                        "started1",
                        () -> Plot.reply().before("intended", withdrawn())),
                new Breach(
                        "other content than approved",
                        4,
                        "started1",
                        () -> Plot.reply()
                                .changed("intended", "contentHash", "h2")
                                .changed("started1", "contentHash", "h2")
                                .changed("confirmed", "contentHash", "h2")),
                new Breach(
                        "other content than intended",
                        4,
                        "started1",
                        () -> Plot.reply().changed("started1", "contentHash", "h2")),
                new Breach(
                        "other content confirmed",
                        4,
                        "confirmed",
                        () -> Plot.reply().changed("confirmed", "contentHash", "h2")),
                new Breach(
                        "changed after the approval",
                        4,
                        "started1",
                        () -> Plot.reply()
                                .after(
                                        "released",
                                        reply("late", "ReplyRevised", "contentHash", "h9", "editorId", "ines"))),
                new Breach(
                        "other words approved than submitted",
                        4,
                        "approved",
                        () -> Plot.reply().changed("opened", "contentHash", "h0")),
                new Breach(
                        "a text that is no variant of the post",
                        4,
                        "started1",
                        () -> Plot.post()
                                .changed("intended", "contentHash", "h7")
                                .changed("started1", "contentHash", "h7")
                                .changed("confirmed", "contentHash", "h7")),
                new Breach(
                        "a variant on another channel",
                        4,
                        "started1",
                        () -> Plot.post().changed("intended", "channelId", "blog")),
                new Breach(
                        "too early",
                        5,
                        "started1",
                        () -> Plot.reply().changed("intended", "notBefore", BEGIN.plusSeconds(60))),
                new Breach(
                        "expired",
                        5,
                        "started1",
                        () -> Plot.reply().changed("intended", "expiresAt", BEGIN.plusSeconds(8))),
                new Breach(
                        "cancelled",
                        6,
                        "started1",
                        () -> Plot.reply()
                                .before("started1", delivery("cancelled", "DeliveryCancelled", "reason", "GIVEN_UP"))),
                new Breach(
                        "held back",
                        6,
                        "started1",
                        () -> Plot.reply()
                                .before(
                                        "started1",
                                        delivery("held", "DeliveryHeld", "reason", "STOP", "stopId", "s1"))),
                new Breach("never released", 6, "started1", () -> Plot.reply().without("released")),
                new Breach(
                        "taken back",
                        6,
                        "started1",
                        () -> Plot.reply().before("started1", reply("back", "ReplyHeld", "memberId", "ines"))),
                new Breach(
                        "a stop of the brand",
                        6,
                        "started1",
                        () -> Plot.reply().before("started1", stop("stop", "StopDeclared", null))),
                new Breach(
                        "a stop of the channel",
                        6,
                        "started1",
                        () -> Plot.reply().before("released", stop("stop", "StopDeclared", "town"))),
                new Breach(
                        "a channel that is off",
                        6,
                        "started1",
                        () -> Plot.reply().before("started1", channel("ChannelDisabled"))),
                new Breach(
                        "twice, once confirmed",
                        7,
                        "started2",
                        () -> Plot.reply().add(started(2))),
                new Breach(
                        "again while the first had no end",
                        7,
                        "started2",
                        () -> Plot.reply().before("confirmed", started(2))),
                new Breach("again where the network cannot tell doubles", 7, "started2", () -> {
                    Plot plot = Plot.reply().changed("intended", "deliveryClass", "C");
                    return plot.before("confirmed", unknown(1, "TIMEOUT"), started(2));
                }),
                new Breach("one person agrees with herself", 8, "agreed", () -> {
                    Plot plot = sentAgain().changed("agreed", "memberId", "theo");
                    plot.step("agreed").by("theo", "LEAD");
                    return plot;
                }),
                new Breach("nobody proposed it", 8, "agreed", () -> sentAgain().without("proposed")),
                new Breach("nobody agreed", 8, "started2", () -> sentAgain().without("agreed")),
                new Breach("a machine agrees", 8, "agreed", () -> {
                    Plot plot = sentAgain();
                    plot.step("agreed").about.put("actorKind", "AUTOMATION");
                    return plot;
                }),
                new Breach(
                        "an escalation closed without a word",
                        9,
                        "closed",
                        () -> Plot.reply().add(escalationClosed(" "))),
                new Breach(
                        "a stop without a reason",
                        9,
                        "stop",
                        () -> Plot.reply()
                                .add(stop("stop", "StopDeclared", null).with("reason", ""))),
                new Breach(
                        "a refusal without a guideline",
                        9,
                        "refused",
                        () -> Plot.reply().before("approved", refused("no").with("guidelineId", null), reopened())),
                new Breach(
                        "a refusal without a reason",
                        9,
                        "refused",
                        () -> Plot.reply().before("approved", refused(""), reopened())),
                new Breach(
                        "a delivery cancelled without a reason",
                        9,
                        "cancelled",
                        () -> Plot.reply().add(delivery("cancelled", "DeliveryCancelled", "reason", ""))));
    }

    static Stream<Honest> honest() {
        return Stream.of(
                new Honest("a reply", Plot::reply),
                new Honest("a post in two variants", Plot::post),
                new Honest("sent again by two people", Plot::sentAgain),
                new Honest(
                        "no approval needed",
                        () -> Plot.reply()
                                .without("opened", "approved", "grant")
                                .before("released", notNeeded())),
                new Honest("approved with an edit", () -> {
                    Plot plot = Plot.reply().without("approved");
                    plot.after(
                            "opened",
                            review("approved", "ReviewApprovedWithEdit", "REPLY", "r1", "contentHash", "h5")
                                    .with("previousHash", "h1")
                                    .with("approverId", "theo")
                                    .by("theo", "LEAD"),
                            reply("edited", "ReplyRevised", "contentHash", "h5", "editorId", "theo"));
                    for (String step : List.of("released", "intended", "started1", "confirmed")) {
                        plot.changed(step, "contentHash", "h5");
                    }
                    return plot;
                }),
                new Honest(
                        "refused, then approved", () -> Plot.reply().before("approved", refused("tone"), reopened())),
                new Honest(
                        "the same key again after an unknown end",
                        () -> Plot.reply()
                                .before("confirmed", unknown(1, "TIMEOUT"), started(2))
                                .changed("confirmed", "attempt", 2)),
                new Honest(
                        "again after nothing was sent",
                        () -> Plot.reply()
                                .before("confirmed", notSent(1), started(2))
                                .changed("confirmed", "attempt", 2)),
                new Honest(
                        "a stop that the second look saw",
                        () -> Plot.reply()
                                .before("started1", stop("stop", "StopDeclared", null))
                                .before("confirmed", notSent(1))
                                .without("confirmed")),
                new Honest(
                        "a stop that met a worker that died",
                        () -> Plot.reply()
                                .before("started1", stop("stop", "StopDeclared", null))
                                .before("confirmed", unknown(1, "WORKER_LOST"))
                                .without("confirmed")),
                new Honest(
                        "a stop while it was in flight",
                        () -> Plot.reply().before("confirmed", stop("stop", "StopDeclared", null))),
                new Honest(
                        "a stop that was lifted",
                        () -> Plot.reply()
                                .before(
                                        "started1",
                                        stop("stop", "StopDeclared", null),
                                        delivery("held", "DeliveryHeld", "reason", "STOP", "stopId", "s1"),
                                        stop("lifted", "StopLifted", null),
                                        delivery("resumed", "DeliveryResumed"))),
                new Honest(
                        "a stop of another channel",
                        () -> Plot.reply().before("started1", stop("stop", "StopDeclared", "blog"))),
                new Honest(
                        "a channel that was off for a while",
                        () -> Plot.reply().before("started1", channel("ChannelDisabled"), channel("ChannelEnabled"))),
                new Honest(
                        "a confirmation that comes after somebody gave up",
                        () -> Plot.reply()
                                .before(
                                        "confirmed",
                                        unknown(1, "TIMEOUT"),
                                        delivery("parked", "DeliveryParked", "reason", "NOT_FOUND"),
                                        delivery("cancelled", "DeliveryCancelled", "reason", "GIVEN_UP"))),
                new Honest(
                        "a right on every brand, lost only after it left",
                        () -> Plot.reply().changed("grant", "brandId", "*").add(withdrawn())),
                new Honest("sent again shortly after it had expired", () -> {
                    Plot plot = sentAgain().changed("intended", "expiresAt", BEGIN.plusSeconds(9));
                    return plot;
                }),
                new Honest(
                        "dropped drafts need no reason",
                        () -> Plot.reply()
                                .add(new Step("dropped", "Reply/r2", "ReplyCancelled", "replyId", "r2", "reason", ""))),
                new Honest("an escalation that ended well", () -> Plot.reply().add(escalationClosed("refunded"))));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void findsABreach(Breach breach) throws Exception {
        Plot plot = breach.plot().get();
        var result = verify(plot, new BundleScope.Range(1, plot.size()), "en");
        assertThat(result.code()).describedAs(result.output()).isEqualTo(8);
        assertThat(result.output())
                .contains("! rule " + breach.rule() + ", position " + plot.position(breach.at()) + ": ")
                .doesNotContain("none against a rule");
    }

    @ParameterizedTest
    @MethodSource("honest")
    void findsNoneWhereThereIsNone(Honest honest) throws Exception {
        Plot plot = honest.plot().get();
        var result = verify(plot, new BundleScope.Range(1, plot.size()), "en");
        assertThat(result.code()).describedAs(result.output()).isZero();
        assertThat(result.output()).contains("none against a rule of the business");
    }

    @Test
    void saysWhatCouldNotBeJudgedInsteadOfGuessing() throws Exception {
        Plot plot = Plot.reply();
        var delivery = verify(plot, new BundleScope.Aggregates(Set.of("Delivery/d1")), "en");
        assertThat(delivery.code()).describedAs(delivery.output()).isZero();
        assertThat(delivery.output())
                .contains("Could not be judged: rule 1, position 9: review rv1 is not in the bundle")
                .contains("Could not be judged: rule 4, position 9: REPLY r1 is not in the bundle");
        var one = verify(plot, new BundleScope.Selection(new TreeSet<>(Set.of(9L))), "fr");
        assertThat(one.code()).describedAs(one.output()).isZero();
        assertThat(one.output()).contains("N’a pas pu être jugé\u00a0: règle 1, position 9");
        var tail = verify(plot, new BundleScope.Range(9, 10), "en");
        assertThat(tail.code()).describedAs(tail.output()).isZero();
        assertThat(tail.output()).contains("Could not be judged");
    }

    @Test
    void judgesACaseByItsStreamsAndTheGrantsThatWereAdded() throws Exception {
        var streams = Set.of("Reply/r1", "Review/rv1", "Delivery/d1", "Stops/helianthe");
        var whole = verify(Plot.reply(), new BundleScope.Aggregates(streams, Set.of(1L)), "en");
        assertThat(whole.code()).describedAs(whole.output()).isZero();
        assertThat(whole.output()).contains("none against a rule").doesNotContain("Could not be judged");
        Plot stopped = Plot.reply().before("started1", stop("stop", "StopDeclared", null));
        var result = verify(stopped, new BundleScope.Aggregates(streams, Set.of(1L)), "fr");
        assertThat(result.code()).describedAs(result.output()).isEqualTo(8);
        assertThat(result.output()).contains("règle 6, position 10\u00a0: l’arrêt s1 était en vigueur");
    }

    private static ShippedVerifier.Result verify(Plot plot, BundleScope scope, String language) throws Exception {
        return ShippedVerifier.run(plot.bundle(folder, scope).toString(), "--lang", language);
    }

    private static Plot approvedBy(String member) {
        Plot plot = Plot.reply().changed("approved", "approverId", member);
        plot.step("approved").by(member, "LEAD");
        return plot;
    }

    private static Step notNeeded() {
        return review("notNeeded", "ReviewNotNeeded", "REPLY", "r1", "contentHash", "h1", "policyVersion", 1);
    }

    private static Step refused(String reason) {
        return review("refused", "ReviewRefused", "REPLY", "r1", "deciderId", "theo", "reason", reason)
                .with("guidelineId", "tone")
                .by("theo", "LEAD");
    }

    private static Step reopened() {
        return review("reopened", "ReviewOpened", "REPLY", "r1", "contentHash", "h1", "authorId", "ines")
                .with("editors", List.of("malik"))
                .with("channelId", "town");
    }

    private static Step withdrawn() {
        return new Step("withdrawn", "Member/theo", "GrantWithdrawn", "memberId", "theo", "grantId", "grant");
    }

    private static Step channel(String type) {
        return new Step(type, "Channel/town", type, "channelId", "town", "brandId", "helianthe", "reason", "");
    }

    private static Step escalationClosed(String outcome) {
        return new Step("closed", "Escalation/e1", "EscalationClosed", "escalationId", "e1", "outcome", outcome)
                .by("theo", "LEAD");
    }
}
