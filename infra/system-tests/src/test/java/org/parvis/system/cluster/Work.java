package org.parvis.system.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Api;
import org.parvis.system.world.Company;

/**
 * People at work while processes vanish, stand still and come back. They are told honestly what came of each step, and act on it: what did
 * not happen they do again, what may have happened they look up.
 */
final class Work {

    private final Company company;
    private final List<Thread> people = new ArrayList<>();
    private final Map<String, String> drafts = new ConcurrentHashMap<>();
    private final Map<String, String> notes = new ConcurrentHashMap<>();
    private final Map<String, String> approved = new ConcurrentHashMap<>();
    private final AtomicInteger notDone = new AtomicInteger();
    private final AtomicInteger unclear = new AtomicInteger();
    private final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    Work(Company company, List<String> conversations) {
        this.company = company;
        for (var conversation : conversations) {
            people.add(Thread.ofVirtual().unstarted(() -> work(conversation)));
        }
    }

    void begin() {
        people.forEach(Thread::start);
    }

    void end() throws InterruptedException {
        over = true;
        for (var person : people) {
            person.join();
        }
        if (!surprises.isEmpty()) {
            throw new AssertionError(surprises.peek());
        }
    }

    /** Drafts whose keeping was acknowledged, and their text. */
    Map<String, String> drafts() {
        return Map.copyOf(drafts);
    }

    /** Texts of notes that were acknowledged, and the conversation they lie in. */
    Map<String, String> notes() {
        return Map.copyOf(notes);
    }

    /** Replies whose approval was acknowledged, and their text. */
    Map<String, String> approved() {
        return Map.copyOf(approved);
    }

    int approvals() {
        return approved.size();
    }

    /** How often somebody was told that nothing happened. */
    int notDone() {
        return notDone.get();
    }

    /** How often somebody was told that something may have happened. */
    int unclear() {
        return unclear.get();
    }

    private void work(String conversation) {
        try {
            for (var round = 0; !over; round++) {
                note(conversation, round);
                answer(conversation, round);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            surprises.add(e);
        }
    }

    private void note(String conversation, int round) throws IOException, InterruptedException {
        var id = conversation.substring(0, 8) + "-n" + round;
        var text = "Note " + id;
        while (true) {
            var seen = call(company.manager(), "GET", "/api/crm/conversations/" + conversation, null, null);
            if (seen.status() != 200) {
                pause();
                continue;
            }
            var written = call(
                    company.manager(),
                    "POST",
                    "/api/crm/conversations/" + conversation + "/note",
                    Map.of("id", id, "text", text),
                    seen.etag());
            if (isDone(written)) {
                notes.put(text, conversation);
                return;
            }
            if (written.status() == 409 || written.status() == 412) {
                return;
            }
            if (over) {
                return;
            }
            pause();
        }
    }

    private void answer(String conversation, int round) throws IOException, InterruptedException {
        var id = conversation.substring(0, 8) + "-r" + round;
        var text = "Answer " + id + " of " + company.name();
        var path = "/api/publishing/replies/" + id;
        var content = new HashMap<String, Object>();
        content.put("conversation", conversation);
        content.put("channel", company.channel());
        content.put("text", text);
        // The same draft under the same id: writing it again changes nothing.
        while (!isDone(call(company.manager(), "PUT", path, content, null))) {
            if (over) {
                return;
            }
            pause();
        }
        drafts.put(id, text);
        while (true) {
            var submitted = call(company.manager(), "POST", path + "/submit", null, null);
            if (isDone(submitted) || isBeyondDraft(path)) {
                break;
            }
            // Somebody else answers this conversation, or it moved on: another round.
            if (submitted.status() == 409 || over) {
                return;
            }
            pause();
        }
        approve(id, text);
    }

    private boolean isBeyondDraft(String path) throws IOException, InterruptedException {
        var reply = call(company.manager(), "GET", path, null, null);
        return reply.status() == 200 && !reply.text("state").equals("DRAFT");
    }

    private void approve(String replyId, String text) throws IOException, InterruptedException {
        for (var look = 0; look < 400; look++) {
            var waiting = review(replyId);
            if (waiting.isPresent()) {
                var done = call(
                        company.lead(),
                        "POST",
                        "/api/moderation/reviews/" + waiting.get() + "/approve",
                        Map.of(),
                        null);
                if (isDone(done)) {
                    approved.put(replyId, text);
                    return;
                }
            }
            pause();
        }
        throw new AssertionError("Nobody was asked to review " + replyId);
    }

    private Optional<String> review(String replyId) throws IOException, InterruptedException {
        var answer = call(
                company.lead(),
                "GET",
                "/api/moderation/reviews?state=OPEN&limit=200&brand=" + company.brand(),
                null,
                null);
        return answer.status() != 200
                ? Optional.empty()
                : answer.items().stream()
                        .filter(review -> Answer.text(review, "reviewedId").equals(replyId))
                        .map(review -> Answer.text(review, "id"))
                        .findFirst();
    }

    private Answer call(Api api, String method, String path, @Nullable Object body, @Nullable String version)
            throws IOException, InterruptedException {
        var answer = api.trySend(method, path, body, version);
        switch (answer.status()) {
            case 503 -> notDone.incrementAndGet();
            case 500, 502, 504 -> unclear.incrementAndGet();
            default -> {
                // An answer of the service.
            }
        }
        return answer;
    }

    private static boolean isDone(Answer answer) {
        return answer.status() < 300;
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(100);
    }
}
