package org.parvis.publishing.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.boot.testing.RunningService.eventually;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.axon.Commands;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.FairShares;
import org.parvis.boot.Scope;
import org.parvis.boot.testing.ForwardClock;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.GrantWithdrawn;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.moderation.api.ReviewNotNeeded;
import org.parvis.moderation.api.Reviewed;
import org.parvis.publishing.PublishingApplication;
import org.parvis.publishing.api.AttemptNotSent;
import org.parvis.publishing.api.ContentHash;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryEvent;
import org.parvis.publishing.api.DeliveryParked;
import org.parvis.publishing.api.DeliveryReconciled;
import org.parvis.publishing.api.DeliveryRejected;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.OutcomeUnknown;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.ReplyDrafted;
import org.parvis.publishing.api.ReplyReleased;
import org.parvis.publishing.api.ReplyRevised;
import org.parvis.publishing.api.ReplySubmitted;
import org.parvis.publishing.channel.Accounts;
import org.parvis.publishing.channel.ChannelHealth;
import org.parvis.publishing.channel.Channels;
import org.parvis.publishing.network.Networks;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;
import org.parvis.publishing.post.Posts;
import org.parvis.publishing.testing.ScriptedNetwork;
import org.parvis.publishing.testing.Story;
import tools.jackson.databind.json.JsonMapper;

/** Workers that die, freeze and meet each other, and a gate that is attacked: on a real ledger, with a network that keeps count. */
class DeliveryWorkerIT {

    private static final Actor ADMIN = TestMembers.member("adele", Role.ADMIN, Story.BRAND);
    private static final Actor LEAD = TestMembers.member("priya", Role.LEAD, Story.BRAND);
    private static final ScriptedNetwork NETWORK = new ScriptedNetwork();
    private static final ForwardClock CLOCK = new ForwardClock();
    private static final AtomicLong NAMES = new AtomicLong();

    private static RunningService service;
    private static Story story;

    @BeforeAll
    static void open() {
        // Entries carry the time of the test.
        GenericEventMessage.clock = CLOCK;
        service = RunningService.start(
                PublishingApplication.class,
                // No worker but those of the tests.
                Map.of("publishing.delivery.workers", "0", "publishing.delivery.sends-per-minute", "600000"),
                shared -> {
                    shared.registerBean("networks", Networks.class, () -> new Networks(List.of(NETWORK)));
                    shared.registerBean("clock", Clock.class, () -> CLOCK);
                });
        story = new Story(service);
        story.wrote("c1", "m1", "TOWN", "t-1");
        story.lead("priya");
        for (var deliveryClass : List.of("A", "B", "C")) {
            var answer = service.put(
                    ADMIN, "/api/publishing/channels/town-" + deliveryClass.toLowerCase(Locale.ROOT), """
                    {"brand":"helianthe","network":"TOWN","name":"Town %s","zone":"Europe/Paris","settings":{"class":"%s"},
                     "credentials":{"token":"secret"},"undoSeconds":0}
                    """.formatted(
                                    deliveryClass, deliveryClass));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }

    @AfterAll
    static void close() {
        service.close();
        GenericEventMessage.clock = Clock.systemUTC();
    }

    @BeforeEach
    void behave() {
        NETWORK.behaves();
    }

    /** A reply, released, its delivery intended. */
    private static Going going(String channelId) {
        var name = "w" + NAMES.incrementAndGet();
        var text = "Answer " + name;
        story.released(List.of(new Story.Release(name, "m1", channelId, text, CLOCK.instant())));
        return new Going(name, intendedId(name), text);
    }

    private static String intendedId(String replyId) {
        var id = DeliveryId.of(Outgoing.REPLY, replyId, 2, 0);
        eventually(() -> assertThat(service.bean(Deliveries.class).find(id)).isPresent());
        return id;
    }

    private record Going(String replyId, String deliveryId, String text) {

        DeliveryView now() {
            return service.bean(Deliveries.class).find(deliveryId).orElseThrow();
        }
    }

    private static DeliveryWorker worker(AtomicLong frozenNanos) {
        return new DeliveryWorker(
                service.bean(Deliveries.class),
                service.bean(Gate.class),
                service.bean(Claims.class),
                service.bean(Commands.class),
                service.bean(Channels.class),
                service.bean(Accounts.class),
                service.bean(Networks.class),
                service.bean(DeliveryList.class),
                service.bean(ChannelHealth.class),
                new Throttle(600_000, Duration.ofSeconds(30)),
                service.bean(DeliveryRules.class),
                CLOCK,
                () -> System.nanoTime() + frozenNanos.get());
    }

    private static DeliveryWorker worker() {
        return worker(new AtomicLong());
    }

    private static Claims.Claim claim(Going going) {
        var fence = service.jdbc()
                .sql("select nextval('delivery_fence')")
                .query(Long.class)
                .single();
        return new Claims.Claim(going.deliveryId(), Story.BRAND, "town", fence, 0);
    }

    private static void work(Going going) {
        worker().work(claim(going));
    }

    /** Whoever takes a post back that goes out on two channels gets it whole or not at all, whatever leaves in which moment. */
    @Nested
    class TakingBackAPost {

        private final Actor ines = TestMembers.member("ines", Role.COMMUNITY_MANAGER, Story.BRAND);

        /** Whose right is for the second of the two. */
        private final Actor farid = TestMembers.member(
                "farid",
                Locale.ENGLISH,
                new Grant("g-farid", Role.COMMUNITY_MANAGER, Story.BRAND, null, "town-b", null));

        /** A post, released, both its deliveries intended. */
        private List<Going> post(String name) {
            var path = "/api/publishing/posts/" + name;
            var written = service.put(ines, path, """
                    {"brand":"helianthe","title":"%1$s","kind":"ADVICE","variants":[
                     {"channel":"town-a","language":"en","text":"One %1$s"},{"channel":"town-b","language":"en","text":"Two %1$s"}]}
                    """.formatted(name));
            assertThat(written.statusCode()).as(written.body()).isEqualTo(201);
            assertThat(service.post(ines, path + "/submit", "{}").statusCode()).isEqualTo(200);
            var hash = JsonMapper.shared()
                    .readTree(service.get(ines, path).body())
                    .path("contentHash")
                    .asString();
            story.happened(
                    "Review", "v-" + name, new ReviewNotNeeded("v-" + name, Story.BRAND, Reviewed.POST, name, hash, 1));
            eventually(() -> assertThat(deliveries(name)).hasSize(2));
            var going = deliveries(name);
            eventually(() -> assertThat(going)
                    .allSatisfy(id ->
                            assertThat(service.bean(Deliveries.class).find(id)).isPresent()));
            CLOCK.forward(Duration.ofSeconds(1));
            return List.of(
                    new Going(name, going.getFirst(), "One " + name), new Going(name, going.getLast(), "Two " + name));
        }

        private static List<String> deliveries(String name) {
            return service.bean(Posts.class).find(name).orElseThrow().deliveryIds();
        }

        private String state(String name) {
            return JsonMapper.shared()
                    .readTree(service.get(ines, "/api/publishing/posts/" + name).body())
                    .path("state")
                    .asString();
        }

        @ParameterizedTest
        @CsvSource({
            "0, 0", "0, 1", "1, 0", "1, 1", "2, 0", "2, 1", "3, 0", "3, 1",
        })
        void comesBackWholeOrNotAtAll(int moment, int leaving) {
            var name = "both" + NAMES.incrementAndGet();
            var going = post(name);
            var steps = new AtomicLong();
            var between = service.bean(CommandBus.class).registerDispatchInterceptor(messages -> (index, message) -> {
                if ((message.getPayload() instanceof HoldDelivery || message.getPayload() instanceof CancelDelivery)
                        && steps.getAndIncrement() == moment) {
                    work(going.get(leaving));
                }
                return message;
            });
            int status;
            try {
                status = service.post(ines, "/api/publishing/posts/" + name + "/hold", "{}")
                        .statusCode();
            } finally {
                between.cancel();
            }
            assertThat(steps.get()).as("there is such a moment").isGreaterThan(moment);

            going.forEach(DeliveryWorkerIT::work);
            var whole = going.stream().map(part -> NETWORK.copies(part.text())).toList();
            if (status == 200) {
                assertThat(whole).containsExactly(0L, 0L);
                assertThat(state(name)).isEqualTo("DRAFT");
            } else {
                assertThat(status).isEqualTo(409);
                assertThat(whole).containsExactly(1L, 1L);
                assertThat(state(name)).isEqualTo("CONFIRMED");
            }
        }

        @Test
        void aHalfIsGivenUpByNobodyWhileItWouldLeaveByItself() {
            var name = "half" + NAMES.incrementAndGet();
            var going = post(name);
            var half = "/api/publishing/deliveries/" + going.getLast().deliveryId();
            assertThat(service.get(farid, half).statusCode()).isEqualTo(200);
            assertThat(service.post(farid, half + "/give-up", "{}").statusCode())
                    .as("who has a right on one of its channels")
                    .isEqualTo(403);
            var refused = service.post(LEAD, half + "/give-up", "{}");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            assertThat(refused.body()).contains("PART_OF_A_POST", "Take the whole post back");
            assertThat(service.page(
                                    LEAD,
                                    "/publishing/deliveries/" + going.getLast().deliveryId())
                            .body())
                    .doesNotContain("/give-up\"");

            going.forEach(DeliveryWorkerIT::work);
            assertThat(going.stream().map(part -> NETWORK.copies(part.text()))).containsExactly(1L, 1L);
        }

        @Test
        void aHalfThatIsHeldIsGivenUpByWhoeverHasTheRightOnAllChannels() {
            var name = "half" + NAMES.incrementAndGet();
            var going = post(name);
            var half = going.getLast().deliveryId();
            service.bean(Commands.class)
                    .send(
                            new HoldDelivery(half, Story.BRAND, "CHANNEL_DISABLED", null),
                            Actor.automation("test"),
                            null);
            assertThat(service.page(farid, "/publishing/deliveries/" + half).body())
                    .contains("/resume\"", "Its post goes through several channels")
                    .doesNotContain("/give-up\"");
            assertThat(service.post(farid, "/api/publishing/deliveries/" + half + "/give-up", "{}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(going.getLast().now().phase()).isEqualTo(DeliveryPhase.READY);

            assertThat(service.page(ines, "/publishing/deliveries/" + half).body())
                    .contains("/give-up\"")
                    .doesNotContain("Its post goes through several channels");
            assertThat(service.post(ines, "/api/publishing/deliveries/" + half + "/give-up", "{}")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(going.getLast().now().phase()).isEqualTo(DeliveryPhase.CANCELLED);
        }

        @Test
        void whatWasCalledOffOnOneChannelIsSaidOfThePost() {
            var name = "half" + NAMES.incrementAndGet();
            var going = post(name);
            service.bean(Commands.class)
                    .send(
                            new CancelDelivery(going.getFirst().deliveryId(), Story.BRAND, "GIVEN_UP"),
                            Actor.automation("test"),
                            null);
            work(going.getLast());

            assertThat(state(name)).isEqualTo("CONFIRMED_IN_PART");
            assertThat(service.page(ines, "/publishing/posts/" + name).body())
                    .contains("Confirmed in part")
                    .doesNotContain("/publishing/posts/" + name + "/hold", "/publishing/posts/" + name + "/cancel");
        }
    }

    /** What kills a worker in the middle of things. */
    private static final class Killed extends RuntimeException {}

    @Nested
    class Dying {

        @ParameterizedTest
        @ValueSource(strings = {"town-a", "town-b", "town-c"})
        void afterTheRequestArrivedIsFoundOutAndNotRepeated(String channelId) {
            var going = going(channelId);
            NETWORK.sending(message -> {
                NETWORK.arrives(message);
                throw new Killed();
            });
            assertThatThrownBy(() -> work(going)).isInstanceOf(Killed.class);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.ATTEMPTED);

            NETWORK.behaves();
            // Whoever comes too early waits: the request may still be on its way.
            work(going);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.ATTEMPTED);

            CLOCK.forward(Duration.ofSeconds(61));
            work(going);
            CLOCK.forward(Duration.ofSeconds(16));
            work(going);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.CONFIRMED);
            assertThat(NETWORK.copies(going.text())).isEqualTo(1);
        }

        @Test
        void beforeTheRequestLeftIsRepeatedUnderAKeyOfOurOwn() {
            var going = going("town-a");
            NETWORK.sending(message -> {
                throw new Killed();
            });
            assertThatThrownBy(() -> work(going)).isInstanceOf(Killed.class);
            NETWORK.behaves();
            CLOCK.forward(Duration.ofSeconds(61));
            work(going);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.CONFIRMED);
            assertThat(NETWORK.copies(going.text())).isEqualTo(1);
        }

        @Test
        void beforeTheRequestLeftIsLeftToAPersonWithoutAKey() {
            var going = going("town-c");
            NETWORK.sending(message -> {
                throw new Killed();
            });
            assertThatThrownBy(() -> work(going)).isInstanceOf(Killed.class);
            NETWORK.behaves();
            for (var seconds : List.of(61, 20, 20, 40, 70, 200)) {
                CLOCK.forward(Duration.ofSeconds(seconds));
                work(going);
            }
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.PARKED);
            assertThat(going.now().looks()).isEqualTo(5);
            assertThat(NETWORK.copies(going.text())).isZero();
        }

        @Test
        void whileTheOutcomeIsWrittenLeavesTheNetworkToBeAsked() {
            var going = going("town-c");
            NETWORK.sending(message -> {
                NETWORK.arrives(message);
                // The process is gone when the answer comes.
                throw new Killed();
            });
            assertThatThrownBy(() -> work(going)).isInstanceOf(Killed.class);
            NETWORK.sending(message -> {
                throw new AssertionError("sent again");
            });
            CLOCK.forward(Duration.ofSeconds(61));
            work(going);
            CLOCK.forward(Duration.ofSeconds(16));
            work(going);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.CONFIRMED);
        }
    }

    @Nested
    class WithTooMuchToLookThrough {

        private Going lostAnswer(String channelId) {
            var going = going(channelId);
            NETWORK.crowded();
            NETWORK.sending(message -> {
                NETWORK.arrives(message);
                return new SendOutcome.Unknown("RESET");
            });
            work(going);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.UNKNOWN);
            return going;
        }

        private void afterEveryLook(Going going) {
            for (var seconds : List.of(16, 16, 31, 61, 181)) {
                CLOCK.forward(Duration.ofSeconds(seconds));
                work(going);
            }
        }

        @Test
        void anIdempotencyKeyDecides() {
            var going = lostAnswer("town-b");
            afterEveryLook(going);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.CONFIRMED);
            assertThat(NETWORK.copies(going.text())).isEqualTo(1);
        }

        @Test
        void aKeyThatIsTooOldIsLeftToAPersonWhoIsNotToldThatNothingIsThere() {
            var going = lostAnswer("town-b");
            CLOCK.forward(Duration.ofMinutes(31));
            work(going);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.PARKED);
            assertThat(parked(going)).contains("COULD_NOT_LOOK").doesNotContain("NOTHING");
            assertThat(NETWORK.copies(going.text())).isEqualTo(1);
        }

        @Test
        void withoutAKeyItIsLookedAgainAndThenLeftToAPerson() {
            var going = lostAnswer("town-c");
            afterEveryLook(going);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.UNKNOWN);
            CLOCK.forward(Duration.ofHours(1));
            work(going);
            assertThat(parked(going)).contains("COULD_NOT_LOOK").doesNotContain("NOTHING");
            assertThat(NETWORK.copies(going.text())).isEqualTo(1);
        }

        /** Reason and evidence, as a person sees them. */
        private String parked(Going going) {
            eventually(() -> assertThat(shown(going)).contains("\"PARKED\""));
            return shown(going);
        }

        private String shown(Going going) {
            return service.get(LEAD, "/api/publishing/deliveries/" + going.deliveryId())
                    .body();
        }
    }

    /** What a network answers is kept for years by tables that do not take everything. */
    @Nested
    class WithAnAnswerThatNobodyCanKeep {

        private Going answered(String id, String permalink) {
            var going = going("town-c");
            NETWORK.sending(message -> {
                NETWORK.arrives(message);
                return new SendOutcome.Live(new Remote(id, permalink));
            });
            work(going);
            NETWORK.sending(message -> {
                throw new AssertionError("sent again");
            });
            return going;
        }

        private String shown(Going going) {
            service.caughtUp();
            assertThat(service.bean(DeadLetters.class).list(10)).isEmpty();
            return service.get(LEAD, "/api/publishing/deliveries/" + going.deliveryId())
                    .body();
        }

        static Stream<String> names() {
            return Stream.of("", "a\0b", "a\ud800", "\udc00b", "x".repeat(501));
        }

        @ParameterizedTest
        @MethodSource("names")
        void aNameLeavesTheNetworkToBeAsked(String id) {
            var going = answered(id, "https://town.example/1");
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.UNKNOWN);
            assertThat(shown(going)).contains("\"UNKNOWN\"", SendOutcome.WITHOUT_ID);

            CLOCK.forward(Duration.ofSeconds(16));
            work(going);
            assertThat(shown(going)).contains("\"CONFIRMED\"");
            assertThat(NETWORK.copies(going.text())).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://town.example/\0", "https://town.example/\ud800", "javascript:alert(1)"})
        void anAddressIsNotShown(String permalink) {
            var going = answered("t-" + NAMES.incrementAndGet(), permalink);
            assertThat(shown(going)).contains("\"CONFIRMED\"").doesNotContain("town.example", "javascript");
        }

        static Stream<Function<Going, DeliveryEvent>> entries() {
            return Stream.of(
                    going -> new DeliveryConfirmed(
                            going.deliveryId(),
                            Story.BRAND,
                            Outgoing.REPLY,
                            going.replyId(),
                            1,
                            "a\0b",
                            "https://town.example/\0",
                            "hash",
                            CLOCK.instant()),
                    going -> new DeliveryRejected(
                            going.deliveryId(),
                            Story.BRAND,
                            Outgoing.REPLY,
                            going.replyId(),
                            1,
                            "NO\0",
                            "Not\0this",
                            "p-" + going.replyId()),
                    going -> new DeliveryParked(
                            going.deliveryId(),
                            Story.BRAND,
                            Outgoing.REPLY,
                            going.replyId(),
                            "CANNOT_LOOK",
                            "seen\0",
                            "p-" + going.replyId()),
                    going -> new DeliveryReconciled(
                            going.deliveryId(), Story.BRAND, 1, false, "seen\0", "p-" + going.replyId()),
                    going -> new AttemptNotSent(going.deliveryId(), Story.BRAND, 1, "RESET\0", null),
                    going -> new OutcomeUnknown(going.deliveryId(), Story.BRAND, 1, "RESET\0"));
        }

        /** From before it was refused where it comes in. */
        @ParameterizedTest
        @MethodSource("entries")
        void thatIsOnRecordIsShownAllTheSame(Function<Going, DeliveryEvent> entry) {
            var going = going("town-c");
            service.append(
                    "Delivery",
                    going.deliveryId(),
                    1,
                    entry.apply(going),
                    Map.of("actor", "test", "actorKind", "AUTOMATION", "brand", Story.BRAND));
            shown(going);
            assertThat(service.jdbc()
                            .sql(
                                    "select concat(remote_id, permalink, reason, evidence) from delivery where delivery_id = ?")
                            .param(going.deliveryId())
                            .query(String.class)
                            .single())
                    .contains("\ufffd");
        }
    }

    @Nested
    class Freezing {

        @Test
        void betweenTheEntryAndTheRequestSendsNothingAfterThawing() {
            var going = going("town-c");
            var frozen = new AtomicLong();
            var once = new AtomicBoolean(true);
            var gate = new Gate(List.of((candidate, now) -> {
                // The second look is the last thing before the request: freeze there.
                if (service.bean(Deliveries.class)
                                        .find(candidate.deliveryId())
                                        .orElseThrow()
                                        .phase()
                                == DeliveryPhase.ATTEMPTED
                        && once.getAndSet(false)) {
                    frozen.set(Duration.ofMinutes(5).toNanos());
                }
                return Verdict.CLEAR;
            }));
            new DeliveryWorker(
                            service.bean(Deliveries.class),
                            gate,
                            service.bean(Claims.class),
                            service.bean(Commands.class),
                            service.bean(Channels.class),
                            service.bean(Accounts.class),
                            service.bean(Networks.class),
                            service.bean(DeliveryList.class),
                            service.bean(ChannelHealth.class),
                            new Throttle(600_000, Duration.ofSeconds(30)),
                            service.bean(DeliveryRules.class),
                            CLOCK,
                            () -> System.nanoTime() + frozen.getAndSet(0))
                    .work(claim(going));
            assertThat(service.jdbc()
                            .sql(
                                    "select count(*) from ledger.entry where aggregate_id = ? and event_type like '%AttemptNotSent'")
                            .param("Delivery/" + going.deliveryId())
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
            // The next attempt is a new one, with an entry and a time of its own.
            assertThat(going.now().attempt()).isEqualTo(2);
            assertThat(NETWORK.copies(going.text())).isEqualTo(1);
        }

        @Test
        void duringTheRequestIsTrustedWhenTheAnswerComesAtLast() {
            var going = going("town-c");
            NETWORK.sending(message -> {
                // Meanwhile another worker gives this one up.
                CLOCK.forward(Duration.ofSeconds(61));
                NETWORK.sending(other -> {
                    throw new AssertionError("sent again");
                });
                work(going);
                assertThat(going.now().phase()).isEqualTo(DeliveryPhase.UNKNOWN);
                return NETWORK.takes(message);
            });
            work(going);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.CONFIRMED);
            assertThat(NETWORK.copies(going.text())).isEqualTo(1);
        }
    }

    @Nested
    class Competing {

        private static final FairShares.Full NOBODY = new FairShares.Full(false, Set.of(), Set.of());

        @ParameterizedTest
        @ValueSource(strings = {"town-a", "town-c"})
        void twoWorkersOnEachDeliverySendItOnce(String channelId) throws Exception {
            var all =
                    IntStream.range(0, 25).mapToObj(number -> going(channelId)).toList();
            var failures = new ConcurrentLinkedQueue<Throwable>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var going : all) {
                    for (var twin = 0; twin < 2; twin++) {
                        var claim = claim(going);
                        threads.execute(() -> {
                            try {
                                worker().work(claim);
                            } catch (RuntimeException | Error e) {
                                failures.add(e);
                            }
                        });
                    }
                }
            }
            assertThat(failures).isEmpty();
            for (var going : all) {
                assertThat(going.now().phase()).isEqualTo(DeliveryPhase.CONFIRMED);
                assertThat(going.now().attempt()).isEqualTo(1);
                assertThat(NETWORK.copies(going.text())).isEqualTo(1);
            }
        }

        @Test
        void eachDueDeliveryIsClaimedByOneWorkerOnly() throws Exception {
            var all = IntStream.range(0, 40)
                    .mapToObj(number -> going("town-a").deliveryId())
                    .toList();
            var claims = service.bean(Claims.class);
            eventually(() -> assertThat(service.jdbc()
                            .sql("select count(*) from delivery_claim where delivery_id = any(?)")
                            .param(all.toArray(String[]::new))
                            .query(Integer.class)
                            .single())
                    .isEqualTo(40));
            // Claims live on the database's clock, which no test pushes.
            service.jdbc().sql("update delivery_claim set due_at = now()").update();
            var taken = new ConcurrentLinkedQueue<Claims.Claim>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var worker = 0; worker < 8; worker++) {
                    threads.execute(() -> {
                        var one = claims.claim(Duration.ofMinutes(2), NOBODY);
                        while (one.isPresent()) {
                            taken.add(one.get());
                            one = claims.claim(Duration.ofMinutes(2), NOBODY);
                        }
                    });
                }
            }
            assertThat(taken.stream().map(Claims.Claim::deliveryId))
                    .containsAll(all)
                    .doesNotHaveDuplicates();
            assertThat(taken.stream().map(Claims.Claim::fence)).doesNotHaveDuplicates();
            taken.forEach(claims::finish);
        }

        @Test
        void aClaimEndsByItselfAndTheNextHasAHigherFence() {
            var going = going("town-a");
            onlyDue(going);
            var first = claimed(Duration.ZERO);
            var second = claimed(Duration.ofMinutes(2));
            assertThat(first.deliveryId()).isEqualTo(second.deliveryId()).isEqualTo(going.deliveryId());
            assertThat(second.fence()).isGreaterThan(first.fence());
            // What a worker with an old claim says about the line is not heard.
            claims().finish(first);
            claims().release(first, Duration.ZERO, false);
            assertThat(claims().claim(Duration.ofMinutes(2), NOBODY)).isEmpty();
            claims().finish(second);
        }

        @Test
        void aDeliveryWokenWhileAWorkerHasItIsDueAgainAtOnce() {
            var going = going("town-a");
            onlyDue(going);
            var claim = claimed(Duration.ofMinutes(2));
            claims().wake(going.now());
            claims().release(claim, null, false);
            claims().finish(claimed(Duration.ofMinutes(2)));
        }

        @Test
        void whatMayHaveArrivedIsSettledBeforeAnythingNewLeaves() {
            var doubtful = going("town-b");
            NETWORK.sending(message -> new SendOutcome.Unknown("RESET"));
            work(doubtful);
            var waiting = going("town-b");
            onlyDue(doubtful);
            // It is given back after every step, and still in doubt.
            worker().work(claimed(Duration.ZERO));
            onlyDue(waiting, doubtful);
            assertThat(claimed(Duration.ofMinutes(2)).deliveryId()).isEqualTo(doubtful.deliveryId());
        }

        @Test
        void whoHasItsShareIsPassedOver() {
            var first = going("town-a");
            var second = going("town-b");
            onlyDue(first, second);
            var full = new FairShares.Full(false, Set.of(), Set.of("town-a"));
            var taken = claims().claim(Duration.ofMinutes(2), full).orElseThrow();
            assertThat(List.of(taken.deliveryId(), taken.brandId(), taken.channelId()))
                    .containsExactly(second.deliveryId(), Story.BRAND, "town-b");
            var brand = new FairShares.Full(false, Set.of(Story.BRAND), Set.of());
            assertThat(claims().claim(Duration.ofMinutes(2), brand)).isEmpty();
            assertThat(claimed(Duration.ofMinutes(2)).deliveryId()).isEqualTo(first.deliveryId());
        }

        /** The first of them for the longest time. Claims live on the database's clock, which no test pushes. */
        private static void onlyDue(Going... all) {
            eventually(() -> assertThat(service.jdbc()
                            .sql("select count(*) from delivery_claim where delivery_id = any(?)")
                            .param(ids(all))
                            .query(Integer.class)
                            .single())
                    .isEqualTo(all.length));
            service.jdbc()
                    .sql("update delivery_claim set lease_until = null,"
                            + " due_at = now() - interval '1 second' / array_position(?, delivery_id)")
                    .param(ids(all))
                    .update();
        }

        private static String[] ids(Going... all) {
            return Arrays.stream(all).map(Going::deliveryId).toArray(String[]::new);
        }

        private static Claims claims() {
            return service.bean(Claims.class);
        }

        private static Claims.Claim claimed(Duration lease) {
            return claims().claim(lease, NOBODY).orElseThrow();
        }
    }

    @Nested
    class Stopping {

        private static String declare(@Nullable String channelId) {
            var answer = service.post(LEAD, "/api/publishing/stops", """
                    {"scope":{"brand":"helianthe"%s},"reason":"An accident is in the news"}
                    """.formatted(
                            channelId == null ? "" : ",\"channel\":\"" + channelId + "\""));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            return answer.body().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        }

        private static void lift(String stopId) {
            assertThat(service.delete(LEAD, "/api/publishing/stops/" + stopId).statusCode())
                    .isEqualTo(200);
        }

        @Test
        void keepsWhatHasNotLeftUntilAPersonLetsItGo() {
            var going = going("town-c");
            service.caughtUp();
            var stop = declare("town-c");
            work(going);
            assertThat(going.now().held()).isTrue();
            lift(stop);
            work(going);
            assertThat(NETWORK.copies(going.text())).isZero();

            assertThat(service.post(LEAD, "/api/publishing/deliveries/" + going.deliveryId() + "/resume", "{}")
                            .statusCode())
                    .isEqualTo(204);
            work(going);
            assertThat(NETWORK.copies(going.text())).isEqualTo(1);
        }

        @Test
        void comesBetweenTheGateAndTheRequestInTime() {
            var going = going("town-c");
            var stops = new ArrayList<String>();
            NETWORK.whilePreparing(() -> {
                if (stops.isEmpty()) {
                    stops.add(declare("town-c"));
                }
            });
            work(going);
            assertThat(NETWORK.copies(going.text())).isZero();
            assertThat(going.now().held()).isTrue();
            lift(stops.getFirst());
        }

        @Test
        void saysWhatIsHeldGoneAndInFlight() {
            var gone = going("town-b");
            work(gone);
            var inFlight = going("town-b");
            NETWORK.sending(message -> {
                throw new Killed();
            });
            assertThatThrownBy(() -> work(inFlight)).isInstanceOf(Killed.class);
            var held = going("town-b");
            service.caughtUp();

            var stop = declare("town-b");
            var effect = service.bean(StopBoard.class).effect(stop, new Scope(LEAD.grants()), 200);
            assertThat(effect.held().first())
                    .extracting(DeliveryItem::deliveryId)
                    .contains(held.deliveryId());
            assertThat(effect.gone().first())
                    .extracting(DeliveryItem::deliveryId)
                    .contains(gone.deliveryId());
            assertThat(effect.inFlight().first())
                    .extracting(DeliveryItem::deliveryId)
                    .contains(inFlight.deliveryId());
            lift(stop);
            service.caughtUp();
            assertThat(service.bean(StopBoard.class).waiting(stop)).contains(held.deliveryId());
        }

        @Test
        void reachesNoOtherChannel() {
            var stop = declare("town-c");
            var going = going("town-a");
            work(going);
            assertThat(NETWORK.copies(going.text())).isEqualTo(1);
            lift(stop);
        }

        @Test
        void doesNotRepeatWhatMayHaveArrivedBeforeIt() {
            var going = going("town-a");
            NETWORK.sending(message -> new SendOutcome.Unknown("RESET"));
            // The stop comes before the repetition.
            NETWORK.sending(message -> {
                declareOnce();
                return new SendOutcome.Unknown("RESET");
            });
            work(going);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.UNKNOWN);
            assertThat(going.now().attempt()).isEqualTo(1);
            assertThat(going.now().held()).isTrue();
            lift(declared.getLast());
        }

        private final List<String> declared = new ArrayList<>();

        private void declareOnce() {
            if (declared.isEmpty()) {
                declared.add(declare("town-a"));
            }
        }
    }

    /** Everything that was ever tried to get something out which nobody approved. */
    @Nested
    class AtTheGate {

        private static final String TEXT = "Nobody approved this";

        private static String end(String replyId) {
            var view = service.bean(Deliveries.class).find(intendedId(replyId)).orElseThrow();
            worker().work(claim(new Going(replyId, view.deliveryId(), TEXT)));
            var now = service.bean(Deliveries.class).find(view.deliveryId()).orElseThrow();
            assertThat(now.attempt()).isZero();
            var reason = service.jdbc()
                    .sql("""
                            select event_type || ' ' || convert_from(payload, 'UTF8') from ledger.entry
                             where aggregate_id = ? order by sequence desc limit 1
                            """)
                    .param("Delivery/" + view.deliveryId())
                    .query(String.class)
                    .single();
            return reason.replaceAll("(?s).*Delivery(\\w+) .*\"reason\" ?: ?\"(\\w+)\".*", "$1 $2");
        }

        private static String name() {
            return "gate-" + NAMES.incrementAndGet();
        }

        /** A reply released by a review that may or may not say so. */
        private static String released(String text, @Nullable String reviewId) {
            return released(text, reviewId, "ines");
        }

        private static String released(String text, @Nullable String reviewId, String authorId) {
            var id = name();
            var hash = ContentHash.of("town-c", "m1", text);
            story.happened(
                    "Reply",
                    id,
                    new ReplyDrafted(id, Story.BRAND, "c1", "m1", "town-c", "p-" + id, text, hash, authorId, 1, null));
            story.happened(
                    "Reply",
                    id,
                    new ReplySubmitted(
                            id, Story.BRAND, "c1", "m1", "town-c", "p-" + id, text, hash, 0, authorId, List.of()));
            story.happened("Reply", id, new ReplyReleased(id, Story.BRAND, hash, reviewId, CLOCK.instant()));
            return id;
        }

        private static String hash(String text) {
            return ContentHash.of("town-c", "m1", text);
        }

        @Test
        void whatNoReviewApprovedIsCancelled() {
            assertThat(end(released(TEXT, null))).isEqualTo("Cancelled NOT_APPROVED");
            assertThat(end(released(TEXT, "no-such-review"))).isEqualTo("Cancelled NOT_APPROVED");
        }

        @Test
        void anApprovalOfAnotherReplyIsNone() {
            story.reviewOpened("v-other", "other", hash(TEXT), "ines");
            story.approved("v-other", "other", hash(TEXT), "priya");
            assertThat(end(released(TEXT, "v-other"))).isEqualTo("Cancelled NOT_APPROVED");
        }

        @Test
        void anApprovalOfOtherWordsIsNone() {
            var id = released(TEXT, "v-words");
            story.reviewOpened("v-words", id, hash("Other words"), "ines");
            story.approved("v-words", id, hash("Other words"), "priya");
            assertThat(end(id)).isEqualTo("Cancelled NOT_APPROVED");
        }

        @Test
        void anApprovalByItsAuthorIsNone() {
            var id = released(TEXT, "v-own");
            story.lead("ines");
            story.reviewOpened("v-own", id, hash(TEXT), "ines");
            story.approved("v-own", id, hash(TEXT), "ines");
            assertThat(end(id)).isEqualTo("Cancelled FOUR_EYES");
        }

        @Test
        void anApprovalByAnEditorIsNone() {
            var id = released(TEXT, "v-editor");
            story.reviewOpened("v-editor", id, hash(TEXT), "ines", "priya");
            story.approved("v-editor", id, hash(TEXT), "priya");
            assertThat(end(id)).isEqualTo("Cancelled FOUR_EYES");
        }

        @Test
        void anApproverWhoLostTheRightIsNoApprover() {
            var id = released(TEXT, "v-lost");
            story.lead("theo");
            story.reviewOpened("v-lost", id, hash(TEXT), "ines");
            story.approved("v-lost", id, hash(TEXT), "theo");
            story.happened("Member", "theo", new GrantWithdrawn("theo", "g-theo", Story.BRAND));
            assertThat(end(id)).isEqualTo("Held APPROVER_LOST_RIGHT");
        }

        @Test
        void whatNobodyHadToApproveNeedsSomebodyWhoWroteItAndWorksThere() {
            var left = released(TEXT, "v-left", "cosima");
            story.lead("cosima");
            story.happened("Member", "cosima", new GrantWithdrawn("cosima", "g-cosima", Story.BRAND));
            story.happened(
                    "Review",
                    "v-left",
                    new ReviewNotNeeded("v-left", Story.BRAND, Reviewed.REPLY, left, hash(TEXT), 1));
            assertThat(end(left)).isEqualTo("Held AUTHOR_LOST_RIGHT");
        }

        @Test
        void aReopenedReviewIsNoApproval() {
            var id = released(TEXT, "v-again");
            story.reviewOpened("v-again", id, hash(TEXT), "ines");
            story.approved("v-again", id, hash(TEXT), "priya");
            story.reviewOpened("v-again", id, hash(TEXT), "ines");
            assertThat(end(id)).isEqualTo("Cancelled NOT_APPROVED");
        }

        @Test
        void wordsChangedAfterTheApprovalStayHere() {
            var id = released(TEXT, "v-edit");
            story.reviewOpened("v-edit", id, hash(TEXT), "ines");
            story.approved("v-edit", id, hash(TEXT), "priya");
            intendedId(id);
            story.happened(
                    "Reply",
                    id,
                    new ReplyRevised(id, Story.BRAND, "town-c", "p-" + id, "Changed", hash("Changed"), "ines", 1, 1));
            assertThat(end(id)).isEqualTo("Cancelled TAKEN_BACK");
        }

        @Test
        void otherBytesUnderAnApprovedHashStayHere() {
            var id = name();
            var hash = hash(TEXT);
            story.happened(
                    "Reply",
                    id,
                    new ReplyDrafted(id, Story.BRAND, "c1", "m1", "town-c", "p-" + id, TEXT, hash, "ines", 1, null));
            story.happened(
                    "Reply",
                    id,
                    new ReplySubmitted(
                            id, Story.BRAND, "c1", "m1", "town-c", "p-" + id, TEXT, hash, 0, "ines", List.of()));
            // Somebody is faster than the automation and puts other words under the approved hash.
            service.bean(Commands.class)
                    .send(
                            new IntendDelivery(
                                    DeliveryId.of(Outgoing.REPLY, id, 2, 0),
                                    Story.BRAND,
                                    "town-c",
                                    Network.TOWN,
                                    DeliveryClass.C,
                                    Outgoing.REPLY,
                                    id,
                                    "p-" + id,
                                    "Smuggled words",
                                    "t-1",
                                    hash,
                                    "key-" + id,
                                    "v-" + id,
                                    CLOCK.instant(),
                                    CLOCK.instant().plusSeconds(600),
                                    null),
                            Actor.automation("attacker"),
                            null);
            story.happened("Reply", id, new ReplyReleased(id, Story.BRAND, hash, "v-" + id, CLOCK.instant()));
            story.reviewOpened("v-" + id, id, hash, "ines");
            story.approved("v-" + id, id, hash, "priya");
            assertThat(end(id)).isEqualTo("Cancelled HASH_MISMATCH");
        }

        @Test
        void anOldApprovalIsNone() {
            var going = going("town-c");
            CLOCK.forward(Duration.ofHours(3));
            work(going);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.CANCELLED);
            assertThat(NETWORK.copies(going.text())).isZero();
        }

        @Test
        void aChannelThatIsSwitchedOffSendsNothing() {
            var going = going("town-c");
            assertThat(service.post(
                                    ADMIN,
                                    "/api/publishing/channels/town-c/disable",
                                    "{\"reason\":\"account under attack\"}")
                            .statusCode())
                    .isEqualTo(200);
            work(going);
            assertThat(going.now().held()).isTrue();
            assertThat(going.now().holdReason()).isEqualTo("CHANNEL_DISABLED");
            assertThat(NETWORK.copies(going.text())).isZero();
            assertThat(service.post(ADMIN, "/api/publishing/channels/town-c/enable", "{}")
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void whatWasLetGoForOnePlaceDoesNotLeaveForAnother() {
            moves("one", "town-moves");
            var going = going("town-moves");
            CLOCK.forward(Duration.ofSeconds(1));
            moves("another", "town-moves");
            work(going);
            assertThat(going.now().holdReason()).isEqualTo("CHANNEL_MOVED");
            assertThat(NETWORK.copies(going.text())).isZero();
            assertThat(service.page(LEAD, "/publishing/deliveries/" + going.deliveryId())
                            .body())
                    .contains("pointed to another place", "/resume\"");

            CLOCK.forward(Duration.ofSeconds(1));
            assertThat(service.post(LEAD, "/api/publishing/deliveries/" + going.deliveryId() + "/resume", "{}")
                            .statusCode())
                    .isEqualTo(204);
            work(going);
            assertThat(NETWORK.copies(going.text())).isEqualTo(1);
        }

        @Test
        void aChannelThatOnlyGetsAnotherNameKeepsSending() {
            moves("one", "town-named");
            var going = going("town-named");
            CLOCK.forward(Duration.ofSeconds(1));
            describe("town-named", "Another name", "one");
            work(going);
            assertThat(NETWORK.copies(going.text())).isEqualTo(1);
        }

        /** Connects it when it is not there. */
        private static void moves(String address, String channelId) {
            describe(channelId, "Town", address);
        }

        private static void describe(String channelId, String name, String address) {
            var path = "/api/publishing/channels/" + channelId;
            var description = """
                    {"brand":"helianthe","network":"TOWN","name":"%s","zone":"Europe/Paris","undoSeconds":0,
                     "settings":{"class":"C","address":"%s"},"credentials":{"token":"t"}}
                    """.formatted(name, address);
            var there = service.get(ADMIN, path);
            var answer = there.statusCode() == 404
                    ? service.put(ADMIN, path, description)
                    : service.send(
                            null,
                            "POST",
                            path + "/change",
                            description,
                            Map.of(
                                    "Authorization",
                                    service.bearer(ADMIN, Map.of()),
                                    "If-Match",
                                    there.headers().firstValue("ETag").orElseThrow()));
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        }

        @Test
        void anApprovedReplyLeaves() {
            var id = released(TEXT, "v-good");
            story.reviewOpened("v-good", id, hash(TEXT), "ines");
            story.approved("v-good", id, hash(TEXT), "priya");
            var going = new Going(id, intendedId(id), TEXT);
            work(going);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.CONFIRMED);
        }
    }

    @Nested
    class PeopleDecide {

        private static Going parked() {
            var going = going("town-c");
            NETWORK.sending(message -> new SendOutcome.Unknown("RESET"));
            work(going);
            for (var seconds : List.of(20, 20, 40, 70, 200, 10)) {
                CLOCK.forward(Duration.ofSeconds(seconds));
                work(going);
            }
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.PARKED);
            NETWORK.behaves();
            return going;
        }

        private static int post(Actor actor, Going going, String what, String json) {
            return service.post(actor, "/api/publishing/deliveries/" + going.deliveryId() + what, json)
                    .statusCode();
        }

        @Test
        void thatItIsLive() {
            var going = parked();
            assertThat(post(LEAD, going, "/live", "{\"permalink\":\"https://town.example/posts/9\"}"))
                    .isEqualTo(204);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.CONFIRMED);
            assertThat(going.now().permalink()).isEqualTo("https://town.example/posts/9");
        }

        @Test
        void thatItIsSentAgainButOnlyTwoOfThemTogether() {
            var going = parked();
            var manager = TestMembers.member("ines", Role.COMMUNITY_MANAGER, Story.BRAND);
            story.works("ines", Role.COMMUNITY_MANAGER);
            assertThat(post(manager, going, "/send-again", "{\"reason\":\"not on the page\"}"))
                    .isEqualTo(204);
            // A community manager may propose, not agree.
            assertThat(post(manager, going, "/send-again/agree", "{}")).isEqualTo(403);
            assertThat(post(LEAD, going, "/send-again/agree", "{}")).isEqualTo(204);
            work(going);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.CONFIRMED);
            assertThat(NETWORK.copies(going.text())).isEqualTo(1);
        }

        @Test
        void notAloneEvenAsLead() {
            var going = parked();
            assertThat(post(LEAD, going, "/send-again", "{\"reason\":\"not on the page\"}"))
                    .isEqualTo(204);
            assertThat(post(LEAD, going, "/send-again/agree", "{}")).isEqualTo(403);
            assertThat(going.now().phase()).isEqualTo(DeliveryPhase.PARKED);
        }

        @Test
        void thatItIsGivenUpAndTheReplyIsADraftAgain() {
            var going = parked();
            assertThat(post(LEAD, going, "/give-up", "{}")).isEqualTo(204);
            eventually(() -> assertThat(service.get(LEAD, "/api/publishing/replies/" + going.replyId())
                            .body())
                    .contains("\"state\":\"DRAFT\""));
        }

        @Test
        void aForeignBrandSeesNone() {
            var going = parked();
            var foreigner = TestMembers.member("otto", Role.LEAD, "other");
            assertThat(post(foreigner, going, "/give-up", "{}")).isEqualTo(404);
            assertThat(service.get(foreigner, "/api/publishing/deliveries/" + going.deliveryId())
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
