package org.parvis.listening.connector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.FetchResult;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.fetcher.ListenRequest;
import org.parvis.fetcher.ListenResult;
import org.parvis.fetcher.OpenStream;
import org.parvis.listening.connector.CollectedItem.Change;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Problem;
import org.parvis.listening.connector.Xrpc.Account;
import org.parvis.listening.connector.Xrpc.Reply;
import org.parvis.listening.text.PlainText;
import org.parvis.listening.text.TextAnalysis;
import tools.jackson.databind.JsonNode;

/**
 * Reads posts of the whole network as they come, from a server that speaks Jetstream, and keeps those that concern us: the same that a search, or
 * the account's notifications, would bring.
 *
 * <p>The server tells again what it told since a moment, in microseconds. Each reading begins some seconds before the last message of the one
 * before, because another server of the same name may have heard things in another order; what comes twice bears the same name. Deletions and
 * edits are told of all posts, also of those that were never here.
 */
final class Jetstream {

    private static final String POSTS = "app.bsky.feed.post";

    /** Less than people wait for a process to stop. */
    private static final Duration LISTENS = Duration.ofSeconds(8);

    /** The first time somebody may be waiting to see what would come in. */
    private static final Duration LISTENS_FIRST = Duration.ofSeconds(3);

    private static final Duration BEFORE_THE_FIRST = Duration.ofMinutes(15);
    private static final long OVERLAP = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plusSeconds(5));
    private static final String TIME = "time";
    private static final int MOST = 1_000;
    private static final int LONGEST = 200_000;
    private static final int MOST_NAMES = 20;
    private static final int MAX_NAME = 200;

    private final Fetcher fetcher;
    private final Xrpc xrpc;
    private final Clock clock;

    /** The stream calls people by their permanent id alone; who they are one server says to those who ask it, and to nobody else. */
    private final Cache<Somebody, Called> names = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofDays(1))
            .executor(Runnable::run)
            .build();

    Jetstream(Fetcher fetcher, Xrpc xrpc, Clock clock) {
        this.fetcher = fetcher;
        this.xrpc = xrpc;
        this.clock = clock;
    }

    private record Somebody(String service, String did) {}

    private record Called(String handle, String name) {}

    /** Something that happened to a post; what is deleted has no text any more. */
    private record Told(Change change, String uri, Optional<BlueskyPost> post) {}

    static boolean isAddress(String text) {
        return WebApi.isPlace(WebApi.asPage(text));
    }

    /**
     * Reads for a while.
     *
     * @param did our account: what it says is not kept, and without a query what is said to it is
     * @param query words of which each must be in a post
     */
    PollResult read(String server, Account account, String did, Optional<String> query, Cursor cursor) {
        var reading = new Reading(did, query.map(TextAnalysis::plainTokens), begin(cursor));
        var request = new ListenRequest(
                WebApi.asPage(server).replaceFirst("/+$", "").replaceFirst("/subscribe$", "")
                        + "/subscribe?wantedCollections=" + POSTS + "&maxMessageSizeBytes=" + LONGEST + "&cursor="
                        + reading.from,
                Map.of(),
                ListenRequest.Form.SOCKET,
                cursor.equals(Cursor.START) ? LISTENS_FIRST : LISTENS,
                LONGEST);
        switch (fetcher.listen(request)) {
            case ListenResult.Other(var result) -> {
                return Outcomes.of(result);
            }
            case ListenResult.Listening(var stream) -> {
                try (stream) {
                    return reading.hear(stream)
                            .map(PollResult.class::cast)
                            .orElseGet(() -> batch(reading, account, cursor));
                }
            }
        }
    }

    /** After a search was turned into a stream, it goes on where the search was. */
    private long begin(Cursor cursor) {
        var now = clock.instant();
        var known = cursor.mark(TIME)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .or(() -> cursor.mark("seen").flatMap(Json::instant).map(seen -> micros(seen.minus(BEFORE_THE_FIRST))));
        // A server takes a moment in the future for "from now on".
        return Math.min(micros(now), known.orElse(micros(now.minus(BEFORE_THE_FIRST))));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private Batch batch(Reading reading, Account account, Cursor cursor) {
        var called = called(reading, account);
        var now = clock.instant();
        var items = new ArrayList<CollectedItem>();
        for (var told : reading.told) {
            if (told.post().isEmpty()) {
                items.add(CollectedItem.deleted(BlueskyPost.SCOPE, told.uri(), now));
                continue;
            }
            var post = told.post().get();
            var who = called.get(post.did());
            var item = (who == null ? post : post.by(who.handle(), who.name())).collected();
            items.add(told.change() == Change.PRESENT ? item : item.as(told.change()));
        }
        // Whoever turns the stream into a search again goes on from here.
        var heard = Instant.EPOCH.plus(reading.last, ChronoUnit.MICROS);
        var seen = cursor.mark("seen")
                .flatMap(Json::instant)
                .filter(heard::isBefore)
                .orElse(heard);
        var next = Cursor.START
                .with(TIME, Optional.of(String.valueOf(reading.next())))
                .with("seen", Optional.of(seen.toString()))
                .with(BlueskyConnector.INDEX, Optional.of("answered"));
        return new Batch(items, next, reading.full, false, Optional.empty());
    }

    /** Some of those who wrote are looked up; the others are called by their id until they write again. */
    private Map<String, Called> called(Reading reading, Account account) {
        var called = new HashMap<String, Called>();
        var unknown = new LinkedHashSet<String>();
        for (var told : reading.told) {
            told.post().map(BlueskyPost::did).ifPresent(did -> {
                var known = names.getIfPresent(new Somebody(account.service(), did));
                if (known == null) {
                    unknown.add(did);
                } else {
                    called.put(did, known);
                }
            });
        }
        for (var did : unknown.stream().limit(MOST_NAMES).toList()) {
            if (!(xrpc.query(account, "app.bsky.actor.getProfile", Map.of("actor", did))
                    instanceof Reply.Answer(var json))) {
                return called;
            }
            var profile = new Called(
                    BlueskyPost.handle(Json.text(json, "handle")).orElse(""),
                    PlainText.of(Json.text(json, "displayName"), MAX_NAME));
            names.put(new Somebody(account.service(), did), profile);
            called.put(did, profile);
        }
        return called;
    }

    /** One reading, with what it gathers on the way. */
    private final class Reading {

        private final String own;
        private final Optional<List<String>> words;
        private final long from;
        private final List<Told> told = new ArrayList<>();
        private final Gathered gathered = new Gathered();
        private long last;
        private boolean full;

        Reading(String own, Optional<List<String>> words, long from) {
            this.own = own;
            this.words = words;
            this.from = from;
            this.last = from;
        }

        /** Answers what kept it from being heard, if anything did. */
        Optional<PollResult.Failure> hear(OpenStream stream) {
            var messages = 0;
            var events = 0;
            while (!isFull()) {
                var message = stream.next();
                if (message.isEmpty()) {
                    break;
                }
                messages++;
                var before = told.size();
                events += take(Json.read(Body.of(message.get().data()))) ? 1 : 0;
                if (told.size() > before) {
                    gathered.weigh(message.get().data().length());
                }
            }
            full = isFull() || stream.end().equals(Optional.of(OpenStream.End.FULL));
            if (events > 0) {
                return Optional.empty();
            }
            if (messages > 0) {
                return Optional.of(Outcomes.unexpected("no events of a Jetstream"));
            }
            if (full) {
                return Optional.of(Outcomes.failure(
                        Problem.BAD_CONTENT, "fetcher.failed.TOO_LARGE", "more than one message may hold"));
            }
            return stream.trouble().map((FetchResult.Failed trouble) -> Outcomes.of(trouble));
        }

        private boolean isFull() {
            return told.size() >= MOST || gathered.isFull();
        }

        /** False when it is nothing that a Jetstream tells. */
        private boolean take(JsonNode event) {
            var time = event.path("time_us");
            if (!time.isIntegralNumber() || !time.canConvertToLong() || time.longValue() <= 0) {
                return false;
            }
            var at = Math.min(time.longValue(), micros(clock.instant()));
            last = Math.max(last, at);
            var commit = event.path("commit");
            var did = Json.text(event, "did");
            if (!Json.text(event, "kind").equals("commit")
                    || !Json.text(commit, "collection").equals(POSTS)
                    || did.equals(own)) {
                return true;
            }
            var uri = "at://" + did + "/" + POSTS + "/" + Json.text(commit, "rkey");
            switch (Json.text(commit, "operation")) {
                case "create" ->
                    post(uri, commit, at).filter(this::isForUs).ifPresent(post -> tell(Change.PRESENT, post));
                case "update" ->
                    post(uri, commit, at).ifPresent(post -> {
                        if (isForUs(post)) {
                            tell(Change.PRESENT, post);
                        }
                        tell(Change.EDITED, post);
                    });
                case "delete" -> {
                    if (BlueskyPost.isPost(uri)) {
                        told.add(new Told(Change.DELETED, uri, Optional.empty()));
                    }
                }
                default -> {
                    // Nothing that happens to posts today.
                }
            }
            return true;
        }

        private Optional<BlueskyPost> post(String uri, JsonNode commit, long at) {
            var heardAt = Instant.EPOCH.plus(at, ChronoUnit.MICROS);
            return BlueskyPost.of(uri, "", "", commit.path("record"), Optional.of(heardAt));
        }

        private boolean isForUs(BlueskyPost post) {
            return words.map(post::contains).orElseGet(() -> post.isAddressedTo(own));
        }

        private void tell(Change change, BlueskyPost post) {
            told.add(new Told(change, post.uri(), Optional.of(post.lean())));
        }

        /** Some seconds before the last message; but where much comes in little time, always further than this one began. */
        long next() {
            var back = Math.max(last - OVERLAP, from + (last - from) / 2);
            return full && back <= from ? last + 1 : back;
        }
    }
}
