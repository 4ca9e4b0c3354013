package org.parvis.system.trouble;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Api;
import org.parvis.system.world.Company;
import org.parvis.system.world.TownSquare;

/**
 * People at work, one in each conversation, as fast as they can, until the product vanishes under them. What was acknowledged to them is
 * written down: it must be there afterwards.
 */
final class Load {

    private final Company company;
    private final Queue<Kept> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Approved> approved = new ConcurrentLinkedQueue<>();
    private final Queue<AssertionError> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicInteger notes = new AtomicInteger();
    private final CountDownLatch gone;
    private final List<Thread> people = new ArrayList<>();

    Load(Company company, List<String> conversations) {
        this.company = company;
        this.gone = new CountDownLatch(conversations.size());
        for (var conversation : conversations) {
            people.add(Thread.ofVirtual().unstarted(() -> work(conversation)));
        }
    }

    /** Something that was acknowledged: a note with this text, or a draft with this text. */
    record Kept(String conversation, Kind kind, String id, String text) {}

    enum Kind {
        NOTE,
        DRAFT
    }

    /** A reply whose approval was acknowledged. */
    record Approved(String replyId, String text) {}

    void begin() {
        people.forEach(Thread::start);
    }

    int notes() {
        return notes.get();
    }

    int approvals() {
        return approved.size();
    }

    List<Kept> acknowledged() {
        return List.copyOf(acknowledged);
    }

    List<Approved> approved() {
        return List.copyOf(approved);
    }

    /** Waits until all have noticed that nothing answers any more. */
    void awaitEnd() {
        try {
            gone.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!surprises.isEmpty()) {
            throw surprises.peek();
        }
    }

    private void work(String conversation) {
        try {
            for (var round = 0; ; round++) {
                note(conversation, round);
                answer(conversation, round);
            }
        } catch (IOException e) {
            // The product is gone: that is what everybody here waits for.
        } catch (AssertionError e) {
            surprises.add(e);
        } catch (RuntimeException e) {
            surprises.add(new AssertionError(e));
        } finally {
            gone.countDown();
        }
    }

    private void note(String conversation, int round) throws IOException {
        var id = conversation.substring(0, 8) + "-n" + round;
        var text = "Note " + id;
        var version = call("GET", company.manager(), "/api/crm/conversations/" + conversation, null, null)
                .etag();
        var answer = company.manager()
                .trySend(
                        "POST",
                        "/api/crm/conversations/" + conversation + "/note",
                        Map.of("id", id, "text", text),
                        version);
        // A reply that has just gone out moves the conversation on; then it is simply looked at again.
        if (answer.status() == 409 || answer.status() == 412) {
            return;
        }
        answer.ok();
        acknowledged.add(new Kept(conversation, Kind.NOTE, id, text));
        notes.incrementAndGet();
    }

    private void answer(String conversation, int round) throws IOException {
        var id = conversation.substring(0, 8) + "-r" + round;
        var text = "Answer " + id + " of " + company.name();
        call(
                "PUT",
                company.manager(),
                "/api/publishing/replies/" + id,
                Map.of("conversation", conversation, "channel", company.channel(), "text", text),
                null);
        acknowledged.add(new Kept(conversation, Kind.DRAFT, id, text));
        var submitted = company.manager().trySend("POST", "/api/publishing/replies/" + id + "/submit", null, null);
        // While the answer before is on its way, or when it has just moved the conversation on, nobody may answer
        // again.
        if (submitted.status() == 409) {
            return;
        }
        submitted.ok();
        approve(id, text);
    }

    private void approve(String replyId, String text) throws IOException {
        for (var look = 0; look < 200; look++) {
            var waiting = call(
                            "GET",
                            company.lead(),
                            "/api/moderation/reviews?state=OPEN&limit=200&brand=" + company.brand(),
                            null,
                            null)
                    .items()
                    .stream()
                    .filter(review -> review.path("reviewedId").asString("").equals(replyId))
                    .map(review -> review.path("id").asString())
                    .findFirst();
            if (waiting.isPresent()) {
                call("POST", company.lead(), "/api/moderation/reviews/" + waiting.get() + "/approve", Map.of(), null);
                approved.add(new Approved(replyId, text));
                return;
            }
            pause();
        }
        throw new AssertionError("Nobody was asked to review " + replyId);
    }

    /** So many people each write to the company; the conversations that they open. */
    static List<String> conversations(Company company, TownSquare town, int count) {
        var said = new ArrayList<TownSquare.Said>();
        for (var i = 1; i <= count; i++) {
            town.welcome("passenger-" + i, "Passenger " + i, "PERSON", "en");
            said.add(town.says("passenger-" + i, "en", "Comete, when does flight number " + i + " leave?"));
        }
        company.fetchNow();
        return said.stream()
                .map(post -> Answer.text(company.mention(post.url()), "id"))
                .map(mention -> Answer.text(company.conversation(mention), "id"))
                .toList();
    }

    private static Answer call(String method, Api api, String path, @Nullable Object body, @Nullable String version)
            throws IOException {
        return api.trySend(method, path, body, version).ok();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
