package org.parvis.system.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Api;
import org.parvis.system.world.Company;
import org.parvis.system.world.TownSquare;

/**
 * People at work, each in conversations of their own, while others write to the company. When something does not answer they do what people
 * do: they wait a moment and send the same again. What was acknowledged to them is written down.
 */
final class Toil {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Set<String> BEFORE_APPROVAL = Set.of("DRAFT", "SUBMITTED", "WAITING_APPROVAL");
    private static final int ROUNDS_IN_A_CONVERSATION = 25;

    private final Company company;
    private final TownSquare town;
    private final Duration pace;
    private final Random chance;
    private final Queue<Kept> kept = new ConcurrentLinkedQueue<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final Queue<TownSquare.Said> said = new ConcurrentLinkedQueue<>();
    private final Queue<AssertionError> surprises = new ConcurrentLinkedQueue<>();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final AtomicInteger troubles = new AtomicInteger();
    private final AtomicInteger strangers = new AtomicInteger();
    private final AtomicLong lastKept = new AtomicLong(System.nanoTime());
    private final List<Thread> people = new ArrayList<>();
    private volatile boolean over;

    /** @param pace how long everybody rests between two things they do */
    Toil(Company company, TownSquare town, Duration pace, long seed) {
        this.company = company;
        this.town = town;
        this.pace = pace;
        this.chance = new Random(seed);
        town.welcome("outsider", "An outsider", "PERSON", "en");
    }

    /** An acknowledged note. */
    record Kept(String conversation, String id, String text) {}

    /** An answer to somebody outside; approved means that the approval was acknowledged. */
    record Reply(String id, String text, boolean approved) {}

    /** So many people begin, and one outside keeps writing. */
    Toil begin(int count) {
        for (var person = 0; person < count; person++) {
            var name = "p" + person;
            people.add(Thread.ofVirtual().name("toil-" + name).start(() -> work(name)));
        }
        people.add(Thread.ofVirtual().name("toil-outside").start(this::write));
        return this;
    }

    /** Everybody finishes what they are at, and goes home. */
    void end() {
        over = true;
        try {
            for (var person : people) {
                if (!person.join(Duration.ofMinutes(3))) {
                    throw new AssertionError(person.getName() + " still waits for an answer");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        rethrow();
    }

    void rethrow() {
        if (!surprises.isEmpty()) {
            throw surprises.peek();
        }
    }

    List<Kept> kept() {
        return List.copyOf(kept);
    }

    List<Reply> replies() {
        return List.copyOf(replies);
    }

    List<TownSquare.Said> said() {
        return List.copyOf(said);
    }

    /** How often somebody had to send again. */
    int troubles() {
        return troubles.get();
    }

    /** When something was acknowledged last, on the clock of {@link System#nanoTime}. */
    long lastKept() {
        return lastKept.get();
    }

    private void write() {
        var first = town.says("outsider", "en", "Did " + company.name() + " flight 0 leave on time?");
        said.add(first);
        // All in one thread, which is one conversation.
        for (var number = 1; !over; number++) {
            var text = "And " + company.name() + " flight " + number + "?";
            said.add(town.answers("outsider", "en", text, first));
            rest(pace.multipliedBy(2));
        }
    }

    private void work(String name) {
        try {
            while (!over) {
                var conversation = opened();
                for (var round = 0; round < ROUNDS_IN_A_CONVERSATION && !over; round++) {
                    var id = name + "-" + conversation.substring(2, 14) + "-" + round;
                    note(conversation, id);
                    rest(pace);
                    answer(conversation, id);
                    rest(pace);
                }
            }
        } catch (Gone e) {
            // It is over.
        } catch (AssertionError e) {
            surprises.add(e);
        } catch (RuntimeException e) {
            surprises.add(new AssertionError(e));
        }
    }

    /** Somebody new writes, and the conversation that comes of it. */
    private String opened() {
        var number = strangers.incrementAndGet();
        var handle = "stranger-" + number;
        town.welcome(handle, "Stranger " + number, "PERSON", "en");
        var post = town.says(handle, "en", company.name() + ", where is bag number " + number + "?");
        said.add(post);
        var mention = "";
        while (mention.isEmpty()) {
            mention = call("GET", company.lead(), "/api/listening/mentions?limit=200&brand=" + company.brand(), null)
                    .ok()
                    .items()
                    .stream()
                    .filter(item -> Answer.text(item, "permalink").equals(post.url()))
                    .map(item -> Answer.text(item, "id"))
                    .findFirst()
                    .orElse("");
            rest(pace);
        }
        var wanted = mention;
        while (true) {
            var rows = call("GET", company.manager(), "/api/crm/conversations?limit=50&brand=" + company.brand(), null)
                    .ok()
                    .items();
            for (var row : rows) {
                var detail = call("GET", company.manager(), "/api/crm/conversations/" + Answer.text(row, "id"), null)
                        .ok()
                        .json();
                if (detail.path("messages")
                        .valueStream()
                        .anyMatch(message -> Answer.text(message, "mention").equals(wanted))) {
                    return Answer.text(row, "id");
                }
            }
            rest(pace);
        }
    }

    private void note(String conversation, String id) {
        var path = "/api/crm/conversations/" + conversation;
        var text = "Note " + id;
        while (true) {
            var version = call("GET", company.manager(), path, null).ok().etag();
            var answer =
                    call("POST", company.manager(), path + "/note", Map.of("id", id + "-n", "text", text), version);
            // Something else has moved the conversation on, perhaps this very note: look again.
            if (answer.status() != 409 && answer.status() != 412) {
                answer.ok();
                kept.add(new Kept(conversation, id + "-n", text));
                lastKept.set(System.nanoTime());
                return;
            }
        }
    }

    private void answer(String conversation, String id) {
        var reply = id + "-r";
        var text = "Answer " + reply + " of " + company.name();
        var path = "/api/publishing/replies/" + reply;
        call(
                        "PUT",
                        company.manager(),
                        path,
                        Map.of("conversation", conversation, "channel", company.channel(), "text", text))
                .ok();
        var submitted = call("POST", company.manager(), path + "/submit", null);
        var state = Answer.text(call("GET", company.manager(), path, null).ok().json(), "state");
        // While the answer before is on its way nobody may answer again; the draft stays.
        if (submitted.status() == 409 && state.equals("DRAFT")) {
            replies.add(new Reply(reply, text, false));
            return;
        }
        if (submitted.status() != 409) {
            submitted.ok();
        }
        replies.add(new Reply(reply, text, approved(reply, path)));
        lastKept.set(System.nanoTime());
    }

    private boolean approved(String reply, String path) {
        while (true) {
            var waiting = call(
                            "GET",
                            company.lead(),
                            "/api/moderation/reviews?state=OPEN&limit=200&brand=" + company.brand(),
                            null)
                    .ok()
                    .items()
                    .stream()
                    .filter(review -> Answer.text(review, "reviewedId").equals(reply))
                    .map(review -> Answer.text(review, "id"))
                    .findFirst();
            if (waiting.isPresent()) {
                var answer =
                        call("POST", company.lead(), "/api/moderation/reviews/" + waiting.get() + "/approve", Map.of());
                if (answer.status() != 409) {
                    answer.ok();
                }
                return true;
            }
            // An approval whose answer was lost, and which took effect.
            var state =
                    Answer.text(call("GET", company.manager(), path, null).ok().json(), "state");
            if (!BEFORE_APPROVAL.contains(state)) {
                return true;
            }
            rest(pace);
        }
    }

    private Answer call(String method, Api api, String path, @Nullable Object body) {
        return call(method, api, path, body, null);
    }

    /** Sends until there is an answer that is one; a refusal is an answer, and a surprise where none was to be expected. */
    private Answer call(String method, Api api, String path, @Nullable Object body, @Nullable String version) {
        while (true) {
            try {
                var answer = api.trySend(method, path, body, version);
                if (answer.status() < 500 && answer.status() != 429) {
                    return answer;
                }
                if (answer.status() == 500) {
                    // It must say that the database is away, not that something unexpected happened.
                    surprises.add(new AssertionError(answer));
                }
            } catch (IOException e) {
                // Nobody answers.
            }
            troubles.incrementAndGet();
            rest(BETWEEN_TRIES);
            if (over
                    && troubles.get() > 0
                    && System.nanoTime() - lastKept.get()
                            > Duration.ofMinutes(2).toNanos()) {
                throw new Gone();
            }
        }
    }

    /** A little more or less than asked, so that people do not march in step. */
    private void rest(Duration about) {
        try {
            double factor;
            synchronized (chance) {
                factor = 0.5 + chance.nextDouble();
            }
            Thread.sleep((long) (about.toMillis() * factor));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Gone();
        }
    }

    private static final class Gone extends RuntimeException {
        Gone() {
            super("It is over");
        }
    }
}
