package org.parvis.publishing.post;

import static org.parvis.publishing.testing.Refusals.by;
import static org.parvis.publishing.testing.Refusals.refused;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.parvis.axon.Refused.Category;
import org.parvis.publishing.api.ContentHash;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.PostApprovalRequested;
import org.parvis.publishing.api.PostCancelled;
import org.parvis.publishing.api.PostDrafted;
import org.parvis.publishing.api.PostHeld;
import org.parvis.publishing.api.PostKind;
import org.parvis.publishing.api.PostReleased;
import org.parvis.publishing.api.PostReturned;
import org.parvis.publishing.api.PostRevised;
import org.parvis.publishing.api.PostSlotMissed;
import org.parvis.publishing.api.PostSubmitted;
import org.parvis.publishing.api.Slot;
import org.parvis.publishing.api.Variant;

class PostTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Slot LATER = new Slot("2026-11-24T09:00", "Europe/Paris");
    private static final Instant LATER_AT = Instant.parse("2026-11-24T08:00:00Z");
    private static final Slot PAST = new Slot("2026-11-23T08:59", "Europe/Paris");

    private AggregateTestFixture<Post> fixture = new AggregateTestFixture<>(Post.class);

    @BeforeEach
    void prepare() {
        fixture = new AggregateTestFixture<>(Post.class);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    // ---- what happened, in short

    private static List<Variant> texts(String text) {
        return List.of(
                new Variant("blog", "fr", text, ContentHash.of("blog", null, text)),
                new Variant("bluesky-fr", "fr", "Lisez", ContentHash.of("bluesky-fr", null, "Lisez")));
    }

    private static String hash(String title, String text, @Nullable Slot slot) {
        return PostHash.of(title, PostKind.ADVICE, slot, texts(text));
    }

    private static PostDrafted drafted(@Nullable Slot slot) {
        return new PostDrafted("p1", "helianthe", "Valises", PostKind.ADVICE, texts("Bonjour"), slot, "ines");
    }

    private static PostRevised revised(String title, String text, @Nullable Slot slot, String by, int revision) {
        return new PostRevised("p1", "helianthe", title, PostKind.ADVICE, texts(text), slot, by, revision);
    }

    private static PostSubmitted submitted(
            String title, String text, @Nullable Slot slot, int revision, String... editors) {
        return new PostSubmitted(
                "p1",
                "helianthe",
                title,
                PostKind.ADVICE,
                texts(text),
                slot,
                hash(title, text, slot),
                revision,
                "ines",
                List.of(editors));
    }

    private static PostSubmitted submitted(@Nullable Slot slot) {
        return submitted("Valises", "Bonjour", slot, 0);
    }

    private static PostApprovalRequested waiting() {
        return new PostApprovalRequested("p1", "helianthe", "v1");
    }

    private static PostReleased released(@Nullable Slot slot, Instant leaves) {
        return new PostReleased("p1", "helianthe", hash("Valises", "Bonjour", slot), "v1", leaves);
    }

    private static WritePost write(String title, String text, @Nullable Slot slot, @Nullable Integer seen) {
        var texts = List.of(new DraftVariant("blog", "fr", text), new DraftVariant("bluesky-fr", "fr", "Lisez"));
        return new WritePost("p1", "helianthe", title, PostKind.ADVICE, texts, slot, seen);
    }

    private static SubmitPost submit() {
        return new SubmitPost("p1", "helianthe", Map.of("blog", Network.WORDPRESS, "bluesky-fr", Network.BLUESKY));
    }

    private static ReleasePost release(String title, String text, @Nullable Slot slot) {
        return new ReleasePost("p1", "helianthe", "v1", hash(title, text, slot), "priya", 20);
    }

    @Nested
    class Writing {

        @Test
        void beginsADraftAndKeepsEveryChange() {
            fixture.givenNoPriorActivity()
                    .when(write("Valises", "Bonjour", LATER, null), by("ines"))
                    .expectEvents(drafted(LATER));
            fixture.given(drafted(LATER))
                    .when(write("Valises", "Bonsoir", LATER, 0), by("theo"))
                    .expectEvents(revised("Valises", "Bonsoir", LATER, "theo", 1));
            fixture.given(drafted(LATER))
                    .when(write("Valises", "Bonjour", LATER, null), by("ines"))
                    .expectNoEvents();
        }

        @Test
        void doesNotOverwriteWhatWasNotSeen() {
            fixture.given(drafted(null), revised("Valises", "Bonsoir", null, "theo", 1))
                    .when(write("Valises", "Salut", null, 0), by("ines"))
                    .expectException(refused(Category.CONFLICT, PostRefusal.VERSION_MOVED_ON));
        }

        @Test
        void keepsNoMoreVersionsThanItsReadersCarry() {
            var text = "a".repeat(Post.LONGEST_TEXT);
            var past = new ArrayList<Object>(List.of(drafted(null)));
            for (var revision = 1; revision <= Post.MOST_SIGNS_EVER / Post.LONGEST_TEXT; revision++) {
                past.add(revised("Valises", text, null, "ines", revision));
            }
            fixture.given(past)
                    .when(write("Valises", "Encore", null, null), by("ines"))
                    .expectException(refused(Category.CONFLICT, PostRefusal.REWRITTEN_TOO_OFTEN));
        }

        @Test
        void endsWithTheApproval() {
            fixture.given(drafted(null), submitted(null), released(null, NOW))
                    .when(write("Valises", "Autre chose", null, null), by("ines"))
                    .expectException(refused(Category.CONFLICT, PostRefusal.EDIT_AFTER_APPROVAL));
        }
    }

    @Nested
    class Submitting {

        @Test
        void namesEverybodyWhoseWordsTheseAre() {
            fixture.given(drafted(null), revised("Valises", "Bonsoir", null, "theo", 1))
                    .when(submit(), by("lea"))
                    .expectEvents(submitted("Valises", "Bonsoir", null, 1, "theo", "lea"));
        }

        @Test
        void needsATitleAndAMomentToCome() {
            fixture.given(drafted(null), revised(" ", "Bonjour", null, "ines", 1))
                    .when(submit(), by("ines"))
                    .expectException(refused(Category.INVALID, PostRefusal.TITLE_EMPTY));
            fixture.given(drafted(PAST))
                    .when(submit(), by("ines"))
                    .expectException(refused(Category.INVALID, PostRefusal.SLOT_PAST));
        }
    }

    @Nested
    class Releasing {

        @Test
        void leavesAtItsSlotOrAfterTheTimeToTakeItBack() {
            fixture.given(drafted(LATER), submitted(LATER), waiting())
                    .when(release("Valises", "Bonjour", LATER))
                    .expectEvents(released(LATER, LATER_AT));
            fixture.given(drafted(null), submitted(null), waiting())
                    .when(release("Valises", "Bonjour", null))
                    .expectEvents(released(null, NOW.plusSeconds(20)));
        }

        /** The approval of what was submitted before may come after the next submission, before its own review is asked for. */
        @Test
        void isBoundToTitleTextsAndMoment() {
            for (var next : List.of(
                    submitted("Autre titre", "Bonjour", LATER, 1),
                    submitted("Valises", "Bonsoir", LATER, 1),
                    submitted("Valises", "Bonjour", null, 1))) {
                fixture.given(
                                drafted(LATER),
                                submitted(LATER),
                                waiting(),
                                revised(next.title(), next.variants().getFirst().text(), next.slot(), "ines", 1),
                                next)
                        .when(release("Valises", "Bonjour", LATER))
                        .expectNoEvents();
            }
        }

        /** As posts of versions before this one were submitted: their reviews name that hash. */
        @Test
        void goesByTheHashThatWasSubmitted() {
            var before = new PostSubmitted(
                    "p1",
                    "helianthe",
                    "Valises",
                    PostKind.ADVICE,
                    texts("Bonjour"),
                    null,
                    "of-texts-alone",
                    0,
                    "ines",
                    List.of());
            fixture.given(drafted(null), before, waiting())
                    .when(new ReleasePost("p1", "helianthe", "v1", "of-texts-alone", "priya", 0))
                    .expectEvents(new PostReleased("p1", "helianthe", "of-texts-alone", "v1", NOW));
        }

        @Test
        void isNotByAnybodyWhoWroteOnIt() {
            fixture.given(
                            drafted(null),
                            revised("Valises", "Bonsoir", null, "priya", 1),
                            submitted("Valises", "Bonsoir", null, 1, "priya"),
                            waiting())
                    .when(release("Valises", "Bonsoir", null))
                    .expectException(refused(Category.FORBIDDEN, PostRefusal.FOUR_EYES));
        }

        @Test
        void waitsForAPersonWhenItsMomentHasPassed() {
            fixture.given(drafted(PAST), submitted(PAST), waiting())
                    .when(release("Valises", "Bonjour", PAST))
                    .expectEvents(new PostSlotMissed(
                            "p1",
                            "helianthe",
                            "v1",
                            hash("Valises", "Bonjour", PAST),
                            Instant.parse("2026-11-23T07:59:00Z")));
        }
    }

    @Nested
    class ReleasingAnotherLanguage {

        /** Networks are told the language: it was another post that was approved. */
        @Test
        void isNotWhatWasApproved() {
            var texts = List.of(
                    new Variant("blog", "en", "Bonjour", ContentHash.of("blog", null, "Bonjour")),
                    texts("Bonjour").getLast());
            fixture.given(
                            drafted(null),
                            new PostRevised("p1", "helianthe", "Valises", PostKind.ADVICE, texts, null, "merle", 1),
                            new PostSubmitted(
                                    "p1",
                                    "helianthe",
                                    "Valises",
                                    PostKind.ADVICE,
                                    texts,
                                    null,
                                    PostHash.of("Valises", PostKind.ADVICE, null, texts),
                                    1,
                                    "ines",
                                    List.of("merle")))
                    .when(release("Valises", "Bonjour", null))
                    .expectNoEvents();
        }
    }

    @Nested
    class TakingBack {

        @Test
        void makesItADraftWhoseOldApprovalCountsNoMore() {
            fixture.given(drafted(null), submitted(null), released(null, NOW))
                    .when(new HoldPost("p1", "helianthe", "ines"))
                    .expectEvents(new PostHeld("p1", "helianthe", "ines"));
            fixture.given(drafted(null), submitted(null), released(null, NOW), new PostHeld("p1", "helianthe", "ines"))
                    .when(release("Valises", "Bonjour", null))
                    .expectNoEvents();
        }

        @Test
        void isReturnedByTheReviewItWaitsFor() {
            fixture.given(drafted(null), submitted(null), waiting())
                    .when(new ReturnPost("p1", "helianthe", "another", "g-07", "No"))
                    .expectNoEvents();
            fixture.given(drafted(null), submitted(null), waiting())
                    .when(new ReturnPost("p1", "helianthe", "v1", "g-07", "No"))
                    .expectEvents(new PostReturned("p1", "helianthe", "v1", "g-07", "No"));
        }

        @Test
        void isGivenUpOnce() {
            fixture.given(drafted(null))
                    .when(new CancelPost("p1", "helianthe", "Not now"))
                    .expectEvents(new PostCancelled("p1", "helianthe", "Not now"));
            fixture.given(drafted(null), new PostCancelled("p1", "helianthe", "Not now"))
                    .when(submit(), by("ines"))
                    .expectException(refused(Category.CONFLICT, PostRefusal.CANCELLED));
        }
    }
}
