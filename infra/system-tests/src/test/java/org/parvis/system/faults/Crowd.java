package org.parvis.system.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Api;
import org.parvis.system.world.Company;

/**
 * Many sessions that do what community managers do, at a pace that is set from outside: they do not slow down because the product does. Each
 * has a conversation of its own, and now and then they all want the same one.
 */
final class Crowd {

    private final Company company;
    private final List<Session> sessions = new ArrayList<>();
    private final List<Api> leads;
    private final String wanted;
    private final Random chance;

    /** @param tokens one for each session; {@code conversations} as many */
    Crowd(Company company, List<Api> tokens, List<Api> leads, List<String> conversations, String wanted, long seed) {
        this.company = company;
        this.leads = List.copyOf(leads);
        this.wanted = wanted;
        this.chance = new Random(seed);
        for (var i = 0; i < tokens.size(); i++) {
            sessions.add(new Session(i, tokens.get(i), conversations.get(i % conversations.size())));
        }
    }

    /** What was measured. */
    static final class Measured {
        private final Queue<Duration> commands = new ConcurrentLinkedQueue<>();
        private final Queue<Duration> reads = new ConcurrentLinkedQueue<>();
        private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
        private final AtomicInteger claims = new AtomicInteger();
        private final AtomicInteger claimsLost = new AtomicInteger();
        private final AtomicInteger late = new AtomicInteger();

        List<Duration> commands() {
            return List.copyOf(commands);
        }

        List<Duration> reads() {
            return List.copyOf(reads);
        }

        List<String> surprises() {
            return List.copyOf(surprises);
        }

        String claims() {
            return claims.get() + " claims of one conversation, " + claimsLost.get() + " lost to somebody quicker";
        }

        /** Commands that found no session at rest. */
        int late() {
            return late.get();
        }
    }

    /** So many commands a second, for so long. */
    Measured work(int perSecond, Duration howLong) throws InterruptedException {
        var measured = new Measured();
        var resting = new LinkedBlockingQueue<>(sessions);
        var running = new ArrayList<Thread>();
        var end = System.nanoTime() + howLong.toNanos();
        var next = System.nanoTime();
        while (System.nanoTime() < end) {
            var session = resting.poll();
            if (session == null) {
                measured.late.incrementAndGet();
            } else {
                running.add(Thread.ofVirtual().start(() -> {
                    try {
                        session.step(measured);
                    } finally {
                        resting.add(session);
                    }
                }));
            }
            next += TimeUnit.SECONDS.toNanos(1) / perSecond;
            var early = next - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
        }
        for (var thread : running) {
            thread.join(Duration.ofSeconds(60));
        }
        return measured;
    }

    private final class Session {

        private final int number;
        private final Api api;
        private final String conversation;
        private int round;
        private @Nullable String reply;
        private boolean submitted;

        Session(int number, Api api, String conversation) {
            this.number = number;
            this.api = api;
            this.conversation = conversation;
        }

        /** One command, with the reading that goes before it. */
        void step(Measured measured) {
            try {
                round++;
                if (round % 10 == 0) {
                    claim(measured);
                } else if (reply != null && submitted) {
                    approve(measured, reply);
                } else if (reply != null) {
                    submit(measured, reply);
                } else if (round % 3 == 0) {
                    draft(measured);
                } else if (round % 3 == 1) {
                    note(measured);
                } else {
                    react(measured);
                }
            } catch (IOException e) {
                measured.surprises.add(e.toString());
            }
        }

        private void claim(Measured measured) throws IOException {
            var version = open(measured, wanted);
            measured.claims.incrementAndGet();
            var claimer = company.member(number % 2 == 0 ? Company.Part.MANAGER : Company.Part.COLLEAGUE);
            var answer = command(
                    measured,
                    "POST",
                    "/api/crm/conversations/" + wanted + "/assign",
                    Map.of("member", claimer),
                    version);
            if (answer.status() == 409 || answer.status() == 412) {
                measured.claimsLost.incrementAndGet();
            } else {
                expect(measured, answer);
            }
        }

        private void note(Measured measured) throws IOException {
            look(measured, "/api/crm/conversations?limit=50&brand=" + company.brand());
            var version = open(measured, conversation);
            expectOrMoved(
                    measured,
                    command(
                            measured,
                            "POST",
                            "/api/crm/conversations/" + conversation + "/note",
                            Map.of("id", "s" + number + "-" + round, "text", "Seen, round " + round),
                            version));
        }

        private void react(Measured measured) throws IOException {
            var version = open(measured, conversation);
            expectOrMoved(
                    measured,
                    command(
                            measured,
                            "POST",
                            "/api/crm/conversations/" + conversation + "/assign",
                            Map.of("member", company.member(Company.Part.MANAGER)),
                            version));
        }

        private void draft(Measured measured) throws IOException {
            var id = "s" + number + "-r" + round;
            var answer = command(
                    measured,
                    "PUT",
                    "/api/publishing/replies/" + id,
                    Map.of(
                            "conversation",
                            conversation,
                            "channel",
                            company.channel(),
                            "text",
                            "Answer " + id + " of " + company.name()),
                    null);
            expect(measured, answer);
            reply = id;
            submitted = false;
        }

        private void submit(Measured measured, String id) throws IOException {
            var answer = command(measured, "POST", "/api/publishing/replies/" + id + "/submit", null, null);
            if (answer.status() == 409) {
                // The answer before is still on its way; the draft stays a draft.
                reply = null;
                return;
            }
            expect(measured, answer);
            submitted = true;
        }

        private void approve(Measured measured, String id) throws IOException {
            Api lead;
            synchronized (chance) {
                lead = leads.get(chance.nextInt(leads.size()));
            }
            var began = System.nanoTime();
            var waiting = lead.trySend(
                    "GET", "/api/moderation/reviews?state=OPEN&limit=200&brand=" + company.brand(), null, null);
            measured.reads.add(Duration.ofNanos(System.nanoTime() - began));
            var review = waiting.status() != 200
                    ? ""
                    : waiting.items().stream()
                            .filter(each -> Answer.text(each, "reviewedId").equals(id))
                            .map(each -> Answer.text(each, "id"))
                            .findFirst()
                            .orElse("");
            if (review.isEmpty()) {
                return;
            }
            began = System.nanoTime();
            var answer = lead.trySend("POST", "/api/moderation/reviews/" + review + "/approve", Map.of(), null);
            measured.commands.add(Duration.ofNanos(System.nanoTime() - began));
            expectOrMoved(measured, answer);
            reply = null;
        }

        private String open(Measured measured, String id) throws IOException {
            return look(measured, "/api/crm/conversations/" + id).etag();
        }

        private Answer look(Measured measured, String path) throws IOException {
            var began = System.nanoTime();
            var answer = api.trySend("GET", path, null, null);
            measured.reads.add(Duration.ofNanos(System.nanoTime() - began));
            if (answer.status() != 200) {
                throw new IOException(answer.toString());
            }
            return answer;
        }

        private Answer command(
                Measured measured, String method, String path, @Nullable Object body, @Nullable String version)
                throws IOException {
            var began = System.nanoTime();
            var answer = api.trySend(method, path, body, version);
            measured.commands.add(Duration.ofNanos(System.nanoTime() - began));
            return answer;
        }

        private void expectOrMoved(Measured measured, Answer answer) {
            if (answer.status() != 409 && answer.status() != 412) {
                expect(measured, answer);
            }
        }

        private void expect(Measured measured, Answer answer) {
            if (answer.status() >= 300) {
                measured.surprises.add(answer.toString());
            }
        }
    }
}
