package org.parvis.reporting.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.reporting.audit.Conduct.Verdict.BAD;
import static org.parvis.reporting.audit.Conduct.Verdict.GOOD;
import static org.parvis.reporting.audit.Conduct.Verdict.NOT_JUDGED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;
import org.parvis.ledger.Entry;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewNotNeeded;
import org.parvis.moderation.api.ReviewOpened;
import org.parvis.moderation.api.ReviewRefused;
import org.parvis.moderation.api.Reviewed;
import org.parvis.publishing.api.AttemptNotSent;
import org.parvis.publishing.api.AttemptStarted;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.PostDrafted;
import org.parvis.publishing.api.PostKind;
import org.parvis.publishing.api.PostReleased;
import org.parvis.publishing.api.PostRevised;
import org.parvis.publishing.api.PostSubmitted;
import org.parvis.publishing.api.Variant;

class ConductTest {

    private static final Instant T0 = Instant.parse("2026-11-21T22:51:07Z");
    private static final Object DRAFTED =
            new PostDrafted("p", "b", "Title", PostKind.NEWS, variants("v"), null, "ines");
    private static final Object SUBMITTED = new PostSubmitted(
            "p", "b", "Title", PostKind.NEWS, variants("v"), null, "whole", 1, "ines", List.of("ines", "malik"));
    private static final Object OPENED = new ReviewOpened(
            "r",
            "b",
            Reviewed.POST,
            "p",
            null,
            null,
            "town",
            null,
            "Text",
            "whole",
            1,
            "ines",
            List.of("malik"),
            0,
            List.of());
    private static final Object APPROVED = approved("priya", "whole");
    private static final Object RELEASED = new PostReleased("p", "b", "whole", "r", T0);
    private static final Object STARTED = new AttemptStarted("d", "b", 1, 1, "v");
    private static final Object CONFIRMED =
            new DeliveryConfirmed("d", "b", Outgoing.POST, "p", 1, "remote", "http://town/1", "v", T0);

    @Test
    void aPostThatWasApprovedAndSentIsGood() {
        var conduct = judged(DRAFTED, SUBMITTED, OPENED, APPROVED, RELEASED, intended("v"), STARTED, CONFIRMED);
        assertThat(conduct.sentAsApproved()).contains(GOOD);
        assertThat(conduct.approverIsNotAuthor()).contains(GOOD);
    }

    @Test
    void whatIsNotAllInTheStoryIsNotJudged() {
        assertThat(judged(intended("v"), STARTED, CONFIRMED).sentAsApproved())
                .as("a delivery alone")
                .contains(NOT_JUDGED);
        assertThat(judged(DRAFTED, SUBMITTED, RELEASED).sentAsApproved())
                .as("released, and no approval")
                .contains(NOT_JUDGED);
        assertThat(judged(APPROVED).approverIsNotAuthor())
                .as("who wrote it is not known")
                .contains(NOT_JUDGED);
        var told = List.of(DRAFTED, SUBMITTED, OPENED, APPROVED, RELEASED, intended("v"), STARTED, CONFIRMED);
        for (var cut : List.of("Post/p", "Review/r", "Delivery/d")) {
            assertThat(Conduct.of(story(Set.of(cut), told)).sentAsApproved())
                    .as(cut)
                    .contains(NOT_JUDGED);
        }
    }

    @Test
    void ofWhatDidNotHappenNothingIsSaid() {
        var written = judged(DRAFTED, SUBMITTED, OPENED);
        assertThat(written.sentAsApproved()).isEmpty();
        assertThat(written.approverIsNotAuthor()).isEmpty();
        var kept = judged(intended("v"), STARTED, new AttemptNotSent("d", "b", 1, "STOP", null));
        assertThat(kept.sentAsApproved()).isEmpty();
    }

    @Test
    void whatWasNotApprovedIsBad() {
        assertBad("other words than approved", DRAFTED, SUBMITTED, OPENED, approved("priya", "other"), intended("v"));
        assertBad("never decided", DRAFTED, SUBMITTED, OPENED, intended("v"));
        assertBad("refused", DRAFTED, SUBMITTED, OPENED, APPROVED, refused(), intended("v"));
        assertBad("judged anew", DRAFTED, SUBMITTED, OPENED, APPROVED, OPENED, intended("v"));
        assertBad("not as intended", DRAFTED, SUBMITTED, OPENED, APPROVED, intended("w"));
        assertBad(
                "a person says that none is needed",
                DRAFTED,
                SUBMITTED,
                new ReviewNotNeeded("r", "b", Reviewed.POST, "p", "whole", 1),
                intended("v"));
        assertThat(judged(DRAFTED, SUBMITTED, OPENED, intended("v"), STARTED, APPROVED)
                        .sentAsApproved())
                .as("approved after it left")
                .contains(BAD);
    }

    @Test
    void otherContentConfirmedIsBad() {
        var other = new DeliveryConfirmed("d", "b", Outgoing.POST, "p", 1, "remote", "http://town/1", "w", T0);
        assertThat(judged(DRAFTED, SUBMITTED, OPENED, APPROVED, RELEASED, intended("v"), STARTED, other)
                        .sentAsApproved())
                .contains(BAD);
    }

    private static void assertBad(String what, Object... before) {
        var all = new ArrayList<>(List.of(before));
        all.add(STARTED);
        assertThat(judged(all.toArray()).sentAsApproved()).as(what).contains(BAD);
    }

    /** A second look comes after the attempt stands in the ledger, and may keep it back. */
    @Test
    void otherWordsByThenAreBadOnceTheyLeft() {
        var revised = new PostRevised("p", "b", "Title", PostKind.NEWS, variants("w"), null, "ines", 2);
        var resubmitted = new PostSubmitted(
                "p", "b", "Title", PostKind.NEWS, variants("w"), null, "whole", 2, "ines", List.of("ines"));
        var story = new ArrayList<>(
                List.of(DRAFTED, SUBMITTED, OPENED, APPROVED, RELEASED, revised, resubmitted, intended("v"), STARTED));
        assertThat(judged(story.toArray()).sentAsApproved()).contains(NOT_JUDGED);
        story.add(CONFIRMED);
        assertThat(judged(story.toArray()).sentAsApproved()).contains(BAD);
    }

    @Test
    void whoWroteAPartOfAPostDoesNotApproveIt() {
        for (var writer : List.of("ines", "malik")) {
            assertThat(judged(DRAFTED, SUBMITTED, approved(writer, "whole")).approverIsNotAuthor())
                    .as(writer)
                    .contains(BAD);
            assertThat(judged(OPENED, approved(writer, "whole")).approverIsNotAuthor())
                    .as("as the review knows: " + writer)
                    .contains(BAD);
        }
    }

    private static List<Variant> variants(String hash) {
        return List.of(new Variant("town", "fr", "Text", hash));
    }

    private static Object approved(String by, String hash) {
        return new ReviewApproved("r", "b", Reviewed.POST, "p", by, hash, null);
    }

    private static Object refused() {
        return new ReviewRefused("r", "b", Reviewed.POST, "p", "priya", "tone", 1, "No", null);
    }

    private static Object intended(String hash) {
        return new DeliveryIntended(
                "d",
                "b",
                "town",
                Network.TOWN,
                DeliveryClass.A,
                Outgoing.POST,
                "p",
                null,
                "Text",
                null,
                hash,
                "k",
                "r",
                T0,
                T0.plusSeconds(60),
                "fr");
    }

    private static Conduct judged(Object... events) {
        return Conduct.of(story(Set.of(), List.of(events)));
    }

    private static AuditTrail.Trail story(Set<String> cut, List<Object> events) {
        var reads = new ArrayList<LedgerEvents.Read>();
        for (var event : events) {
            var stream = switch (event) {
                case DeliveryIntended e -> "Delivery/d";
                case AttemptStarted e -> "Delivery/d";
                case AttemptNotSent e -> "Delivery/d";
                case DeliveryConfirmed e -> "Delivery/d";
                default -> event.getClass().getSimpleName().startsWith("Post") ? "Post/p" : "Review/r";
            };
            var entry = new Entry(
                    reads.size() + 1,
                    UUID.randomUUID(),
                    "",
                    stream,
                    0,
                    event.getClass().getName(),
                    null,
                    T0,
                    new byte[0],
                    new byte[0],
                    new byte[0],
                    null);
            reads.add(new LedgerEvents.Read(entry, event, MetaData.from(Map.of("actorKind", "HUMAN"))));
        }
        var streams = reads.stream().map(read -> read.entry().aggregateId()).collect(Collectors.toSet());
        return new AuditTrail.Trail("post:p", streams, reads, 0, !cut.isEmpty(), cut);
    }
}
