package org.parvis.listening.connector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.parvis.fetcher.Json;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;
import org.parvis.listening.connector.Xrpc.Account;
import org.parvis.listening.connector.Xrpc.Reply;
import org.parvis.listening.text.TextAnalysis;
import tools.jackson.databind.JsonNode;

/**
 * Reads a personal data server that has no app view behind it, as a small community of its own may run one: goes through the
 * accounts that live there and reads the newest posts of those that changed.
 */
final class BareServer {

    private static final int MAX_REPOSITORIES = 500;
    private static final int NEWEST = 100;
    private static final String REVISION = "rev ";
    private static final int LONGEST_REVISION = 64;

    private final Xrpc xrpc;
    private final Clock clock;

    /** A server says what its accounts are called, and nothing of another's. Asked outside of the cache: a slow server keeps nobody else waiting. */
    private final Cache<Repository, String> handles = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofDays(1))
            .build();

    private record Repository(String service, String did) {}

    BareServer(Xrpc xrpc, Clock clock) {
        this.xrpc = xrpc;
        this.clock = clock;
    }

    PollResult poll(Account account, String did, Optional<String> query, Cursor cursor) {
        var words = query.map(TextAnalysis::plainTokens);
        var found = new Gathered();
        var left = false;
        var next = Cursor.START.with("seen", cursor.mark("seen"));
        Optional<String> page = Optional.empty();
        int repositories = 0;
        do {
            Map<String, String> parameters = new TreeMap<>(Map.of("limit", "100"));
            page.ifPresent(mark -> parameters.put("cursor", mark));
            var reply = xrpc.query(account.service(), "com.atproto.sync.listRepos", parameters);
            if (!(reply instanceof Reply.Answer(var json))) {
                return failure(reply);
            }
            for (var repository : json.path("repos")) {
                var owner = Json.text(repository, "did");
                var revision = Json.text(repository, "rev");
                if (++repositories > MAX_REPOSITORIES) {
                    return tooMany();
                }
                if (!BlueskyPost.isName(owner)
                        || revision.length() > LONGEST_REVISION
                        || owner.equals(did)
                        || !repository.path("active").asBoolean(true)) {
                    continue;
                }
                var known = cursor.mark(REVISION + owner);
                if (!known.equals(Optional.of(revision))) {
                    if (found.isFull()) {
                        // It has changed for the next poll as well.
                        left = true;
                        next = next.with(REVISION + owner, known);
                        continue;
                    }
                    var failed = read(account.service(), owner, did, words, found);
                    if (failed.isPresent()) {
                        return failed.get();
                    }
                }
                next = next.with(REVISION + owner, Optional.of(revision));
            }
            // Servers hand out a cursor with the last page too.
            page = json.path("repos").isEmpty() ? Optional.empty() : Json.optional(json, "cursor");
        } while (page.isPresent() && repositories < MAX_REPOSITORIES);
        if (page.isPresent()) {
            return tooMany();
        }
        return new Batch(found.oldestFirst(), next, left, false, Optional.empty());
    }

    private static Failure tooMany() {
        return Outcomes.failure(
                Problem.BAD_CONTENT, "listening.source.NO_APP_VIEW", MAX_REPOSITORIES + " accounts and more");
    }

    private Optional<Failure> read(
            String service, String owner, String did, Optional<List<String>> words, Gathered found) {
        var reply = xrpc.query(
                service,
                "com.atproto.repo.listRecords",
                Map.of("repo", owner, "collection", "app.bsky.feed.post", "limit", String.valueOf(NEWEST)));
        if (!(reply instanceof Reply.Answer(var json))) {
            // An account that is being deleted answers with an error; the others can still be read.
            return reply instanceof Reply.Broken(var failure) && failure.problem() != Problem.BAD_CONTENT
                    ? Optional.of(failure)
                    : Optional.empty();
        }
        var now = clock.instant();
        var handle = handle(service, owner);
        for (var entry : json.path("records")) {
            var value = entry.path("value");
            BlueskyPost.of(Json.text(entry, "uri"), handle, "", value, written(value, now))
                    .filter(post -> words.map(post::contains).orElseGet(() -> post.isAddressedTo(did)))
                    .map(BlueskyPost::collected)
                    .ifPresent(found::add);
        }
        return Optional.empty();
    }

    /** Nobody indexes here, so the author's date has to do. */
    private static Optional<Instant> written(JsonNode record, Instant now) {
        return Json.instant(record, "createdAt")
                .filter(date -> date.isBefore(now))
                .or(() -> Optional.of(now));
    }

    private String handle(String service, String owner) {
        var repository = new Repository(service, owner);
        var known = handles.getIfPresent(repository);
        if (known != null) {
            return known;
        }
        var handle = xrpc.query(service, "com.atproto.repo.describeRepo", Map.of("repo", owner))
                        instanceof Reply.Answer(var json)
                ? Json.text(json, "handle")
                : "";
        // A domain name has no more signs.
        var bounded = handle.length() > 253 ? "" : handle;
        handles.put(repository, bounded);
        return bounded;
    }

    private static Failure failure(Reply reply) {
        return reply instanceof Reply.Broken(var failure)
                ? failure
                : Outcomes.failure(Problem.BAD_CONTENT, "listening.source.NO_APP_VIEW", "");
    }
}
