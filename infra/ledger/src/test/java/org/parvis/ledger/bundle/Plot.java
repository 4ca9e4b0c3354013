package org.parvis.ledger.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.ledger.LedgerDatabase;
import org.parvis.ledger.LedgerSchema;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerWriter;
import org.parvis.ledger.NewEntry;
import org.parvis.ledger.TimeOrderedIdentifiers;
import org.parvis.ledger.tree.Notary;
import org.parvis.ledger.tree.NoteSigner;

/** What happened, step by step, in the words of the services' events; a test leaves steps out, moves or changes them, and seals the rest. */
final class Plot {

    static final Instant BEGIN = Instant.parse("2026-11-21T09:00:00Z");

    private final List<Step> steps = new ArrayList<>();

    /** One entry to be. */
    static final class Step {
        final String name;
        final String stream;
        final String type;
        final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        final Map<String, String> about = new LinkedHashMap<>();

        @Nullable
        Instant at;

        Step(String name, String stream, String type, @Nullable Object... fields) {
            this.name = name;
            this.stream = stream;
            this.type = type;
            for (int i = 0; i < fields.length; i += 2) {
                this.fields.put(Objects.requireNonNull(fields[i]).toString(), fields[i + 1]);
            }
            about.put("actor", "publishing");
            about.put("actorKind", "AUTOMATION");
        }

        Step by(String member, String role) {
            about.put("actor", member);
            about.put("actorKind", "HUMAN");
            about.put("role", role);
            return this;
        }

        Step at(Instant time) {
            at = time;
            return this;
        }

        Step with(String field, @Nullable Object value) {
            fields.put(field, value);
            return this;
        }
    }

    Plot add(Step... more) {
        steps.addAll(List.of(more));
        return this;
    }

    Plot without(String... names) {
        for (String name : names) {
            steps.remove(step(name));
        }
        return this;
    }

    Plot before(String name, Step... more) {
        steps.addAll(steps.indexOf(step(name)), List.of(more));
        return this;
    }

    Plot after(String name, Step... more) {
        steps.addAll(steps.indexOf(step(name)) + 1, List.of(more));
        return this;
    }

    Plot move(String name, String before) {
        Step step = step(name);
        steps.remove(step);
        return before(before, step);
    }

    Step step(String name) {
        return steps.stream().filter(s -> s.name.equals(name)).findFirst().orElseThrow();
    }

    long position(String name) {
        return steps.indexOf(step(name)) + 1L;
    }

    int size() {
        return steps.size();
    }

    /** Seals it all in a ledger of its own and hands out a bundle. */
    Path bundle(Path folder, BundleScope scope) throws IOException {
        LedgerDatabase database = LedgerDatabase.create();
        LedgerSchema.grantNotary(database.owner(), "service");
        NoteSigner signer = NoteSigner.ofLedger(SealedLedger.ORIGIN, folder.resolve("plot.pem"));
        var signal = new LedgerSignal();
        try (var writer = new LedgerWriter(database.service(), signal);
                var notary = new Notary(database.service(), signal, signer, Clock.systemUTC())) {
            writer.append(entries());
            notary.seal();
        }
        Path file = folder.resolve(database.name() + ".zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            new BundleWriter(database.service(), signer).write(BundleRequest.of(scope), out);
        }
        return file;
    }

    private List<NewEntry> entries() {
        Map<String, Long> next = new HashMap<>();
        var entries = new ArrayList<NewEntry>();
        for (Step step : steps) {
            Instant planned = BEGIN.plusSeconds(entries.size());
            entries.add(new NewEntry(
                    TimeOrderedIdentifiers.next(),
                    step.stream.substring(0, step.stream.indexOf('/')),
                    step.stream,
                    next.merge(step.stream, 1L, Long::sum) - 1,
                    "org.parvis.api." + step.type,
                    null,
                    step.at == null ? planned : step.at,
                    json(step.fields).getBytes(UTF_8),
                    json(step.about).getBytes(UTF_8),
                    null));
        }
        return entries;
    }

    private static String json(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(e -> "\"" + e.getKey() + "\":" + json(e.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(Plot::json).collect(Collectors.joining(",", "[", "]"));
            case Number number -> number.toString();
            case Object other -> "\"" + other + "\"";
        };
    }

    // -- the events

    static Step grant(String name, String member, String role) {
        return new Step(
                name,
                "Member/" + member,
                "GrantGiven",
                "memberId",
                member,
                "grantId",
                name,
                "role",
                role,
                "brandId",
                "helianthe",
                "country",
                null,
                "channelId",
                null,
                "until",
                null);
    }

    static Step delivery(String name, String type, @Nullable Object... fields) {
        return new Step(name, "Delivery/d1", type, fields)
                .with("deliveryId", "d1")
                .with("brandId", "helianthe");
    }

    static Step reply(String name, String type, @Nullable Object... fields) {
        return new Step(name, "Reply/r1", type, fields).with("replyId", "r1").with("brandId", "helianthe");
    }

    static Step post(String name, String type, @Nullable Object... fields) {
        return new Step(name, "Post/p1", type, fields).with("postId", "p1").with("brandId", "helianthe");
    }

    static Step review(String name, String type, String reviewed, String id, @Nullable Object... fields) {
        return new Step(name, "Review/rv1", type, fields)
                .with("reviewId", "rv1")
                .with("brandId", "helianthe")
                .with("reviewed", reviewed)
                .with("reviewedId", id);
    }

    static Step stop(String name, String type, @Nullable String channel) {
        return new Step(name, "Stops/helianthe", type, "stopId", "s1", "brandId", "helianthe")
                .with("scope", channel == null ? "BRAND" : "CHANNEL")
                .with("channelId", channel)
                .with("reason", "a crisis");
    }

    static Step started(int attempt) {
        return delivery("started" + attempt, "AttemptStarted", "attempt", attempt, "fence", 1, "contentHash", "h1");
    }

    static Step confirmed(int attempt) {
        return delivery("confirmed", "DeliveryConfirmed", "attempt", attempt, "contentHash", "h1", "outgoingId", "r1");
    }

    static Step unknown(int attempt, String cause) {
        return delivery("unknown" + attempt, "OutcomeUnknown", "attempt", attempt, "cause", cause);
    }

    static Step notSent(int attempt) {
        return delivery("notSent" + attempt, "AttemptNotSent", "attempt", attempt, "cause", "STOPPED_AT_THE_GATE");
    }

    /** Ines writes, Malik changes a word, Theo approves, it goes out at the first attempt. */
    static Plot reply() {
        return new Plot()
                .add(
                        grant("grant", "theo", "LEAD"),
                        reply("drafted", "ReplyDrafted", "contentHash", "h0", "authorId", "ines"),
                        reply("revised", "ReplyRevised", "contentHash", "h1", "editorId", "malik"),
                        reply("submitted", "ReplySubmitted", "contentHash", "h1", "authorId", "ines")
                                .with("editors", List.of("malik")),
                        review("opened", "ReviewOpened", "REPLY", "r1", "contentHash", "h1", "authorId", "ines")
                                .with("editors", List.of("malik"))
                                .with("channelId", "town"),
                        review("approved", "ReviewApproved", "REPLY", "r1", "contentHash", "h1", "approverId", "theo")
                                .by("theo", "LEAD"),
                        reply("released", "ReplyReleased", "contentHash", "h1", "reviewId", "rv1"),
                        intended("REPLY", "r1"),
                        started(1),
                        confirmed(1));
    }

    static Step intended(String outgoing, String id) {
        return delivery("intended", "DeliveryIntended", "channelId", "town", "outgoing", outgoing, "outgoingId", id)
                .with("deliveryClass", "A")
                .with("contentHash", "h1")
                .with("reviewId", "rv1")
                .with("notBefore", BEGIN)
                .with("expiresAt", BEGIN.plusSeconds(3600));
    }

    /** A post in two variants, approved as a whole. */
    static Plot post() {
        var variants = List.of(
                Map.of("channelId", "town", "contentHash", "h1"), Map.of("channelId", "blog", "contentHash", "h2"));
        return new Plot()
                .add(
                        grant("grant", "theo", "LEAD"),
                        post("drafted", "PostDrafted", "authorId", "ines").with("variants", variants),
                        post("submitted", "PostSubmitted", "contentHash", "both", "authorId", "ines")
                                .with("editors", List.of())
                                .with("variants", variants),
                        review("opened", "ReviewOpened", "POST", "p1", "contentHash", "both", "authorId", "ines")
                                .with("editors", List.of())
                                .with("channelId", "town"),
                        review("approved", "ReviewApproved", "POST", "p1", "contentHash", "both", "approverId", "theo")
                                .by("theo", "LEAD"),
                        post("released", "PostReleased", "contentHash", "both", "reviewId", "rv1"),
                        intended("POST", "p1"),
                        started(1),
                        confirmed(1));
    }

    /** Nobody knows what came of it; two people agree to send it again. */
    static Plot sentAgain() {
        Plot plot = reply();
        plot.step("intended").with("deliveryClass", "C");
        return plot.before(
                        "confirmed",
                        unknown(1, "TIMEOUT"),
                        delivery(
                                "parked",
                                "DeliveryParked",
                                "outgoing",
                                "REPLY",
                                "outgoingId",
                                "r1",
                                "reason",
                                "NOT_FOUND"),
                        delivery("proposed", "SendAgainProposed", "memberId", "theo", "reason", "nothing there")
                                .by("theo", "LEAD"),
                        delivery("agreed", "SendAgainAgreed", "proposerId", "theo", "memberId", "priya")
                                .by("priya", "LEAD"),
                        started(2))
                .changed("confirmed", "attempt", 2);
    }

    Plot changed(String name, String field, @Nullable Object value) {
        step(name).with(field, value);
        return this;
    }
}
