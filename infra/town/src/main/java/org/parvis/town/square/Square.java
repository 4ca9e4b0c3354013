package org.parvis.town.square;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The network itself. Every request is decided against the whole state and recorded before it counts, one at a time, so
 * two requests under one key can never both take effect.
 */
public final class Square implements AutoCloseable {

    /** The longest thread answered. */
    public static final int MAX_THREAD = 500;

    private static final int MAX_ACCOUNTS = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Memory memory;
    private final @Nullable Journal journal;
    private final Clock clock;
    private Consumer<Change> onChange = change -> {};

    private Square(Memory memory, @Nullable Journal journal, Clock clock) {
        this.memory = memory;
        this.journal = journal;
        this.clock = clock;
    }

    /** Opens the town kept in that folder, or founds it; without a folder nothing is kept. */
    public static Square open(@Nullable Path folder, Clock clock, int maxPosts) {
        var memory = new Memory(maxPosts);
        var journal = folder == null ? null : Journal.open(folder.resolve("town.ndjson"));
        var square = new Square(memory, journal, clock);
        try {
            square.recover();
            return square;
        } catch (RuntimeException e) {
            square.close();
            throw e;
        }
    }

    private void recover() {
        if (journal != null) {
            journal.recover(memory::apply);
            if (journal.facts() > 1_000 && journal.facts() > 2L * memory.size()) {
                journal.restart(new Fact.Remembered(memory.snapshot()));
            }
        }
        if (memory.town().isEmpty()) {
            var now = now();
            record(new Fact.Founded("t" + Long.toString(now.getEpochSecond(), 36), now));
        }
    }

    private void record(Fact fact) {
        if (journal != null) {
            journal.append(fact);
        }
        var before = memory.lastChange();
        memory.apply(fact);
        memory.changes().tailMap(before, false).values().forEach(onChange);
    }

    /** Who is told of each change once it counts; must return at once. */
    public synchronized void onChange(Consumer<Change> listener) {
        onChange = listener;
    }

    /** Milliseconds, because that is what every reader of the API can keep. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    // Writing.

    /** Takes a post, or recognises it under the rules of its author's class. */
    public Published publish(Draft draft) {
        return publish(draft, null);
    }

    /** Says a line of the story, once. */
    public synchronized Published say(String line, Draft draft) {
        var said = memory.lines().get(line);
        var before = said == null ? null : memory.post(said);
        return before == null ? publish(draft, line) : new Published(before, true);
    }

    private synchronized Published publish(Draft draft, @Nullable String line) {
        var author = account(draft.author());
        var networkClass = classOf(author);
        var clientKey = networkClass == NetworkClass.A ? draft.clientKey() : null;
        var idempotencyKey = networkClass == NetworkClass.B ? draft.idempotencyKey() : null;
        var before = earlier(draft, clientKey, idempotencyKey);
        if (before != null) {
            return new Published(before, true);
        }
        if (draft.refuseDuplicates() && saidAlready(draft)) {
            throw new SquareRefused(Refusal.DUPLICATE_STATUS);
        }
        var parent = draft.inReplyTo() == null ? null : memory.post(draft.inReplyTo());
        if (draft.inReplyTo() != null && (parent == null || parent.deleted())) {
            throw new SquareRefused(Refusal.PARENT_UNKNOWN);
        }
        var sequence = memory.lastSequence() + 1;
        var id = memory.town() + "-" + sequence;
        var now = now();
        var post = new Post(
                sequence,
                id,
                author.handle(),
                draft.text(),
                draft.language() == null ? author.language() : draft.language(),
                draft.datedBack() == null ? now : draft.datedBack().truncatedTo(ChronoUnit.MILLIS),
                now,
                null,
                draft.inReplyTo(),
                parent == null ? id : parent.root(),
                draft.likes(),
                clientKey,
                false);
        record(new Fact.Posted(post, idempotencyKey, line));
        return new Published(post, false);
    }

    private @Nullable Post earlier(Draft draft, @Nullable String clientKey, @Nullable String idempotencyKey) {
        var byClientKey = clientKey == null ? null : memory.clientKey(draft.author(), clientKey);
        if (byClientKey != null) {
            return same(byClientKey, draft, Refusal.CLIENT_KEY_TAKEN);
        }
        var byIdempotencyKey = idempotencyKey == null ? null : memory.idempotencyKey(draft.author(), idempotencyKey);
        if (byIdempotencyKey != null
                && now().isBefore(byIdempotencyKey.at().plus(memory.rules().idempotencyLifetime()))) {
            return same(byIdempotencyKey, draft, Refusal.IDEMPOTENCY_KEY_REUSED);
        }
        return null;
    }

    private Post same(KeyUse use, Draft draft, Refusal otherwise) {
        var post = memory.post(use.post());
        if (post == null || post.deleted() || !use.sameContent(draft)) {
            throw new SquareRefused(otherwise);
        }
        return post;
    }

    private boolean saidAlready(Draft draft) {
        var from = now().minus(memory.rules().duplicateWindow());
        for (var sequence : memory.writtenBy(draft.author()).descendingSet()) {
            var post = memory.at(sequence);
            if (post.acceptedAt().isBefore(from)) {
                return false;
            }
            if (!post.deleted() && post.text().equals(draft.text())) {
                return true;
            }
        }
        return false;
    }

    /** Changes the text of a post; {@code by} null is the hand of the test bench, which may change any. */
    public synchronized Post edit(@Nullable String by, String id, String text) {
        PostText.check(text);
        var post = post(id);
        checkOwner(by, post);
        if (!post.text().equals(text)) {
            record(new Fact.Edited(id, text, now()));
        }
        return post(id);
    }

    /** Deletes a post; answers whether there was anything left to delete. */
    public synchronized boolean delete(@Nullable String by, String id) {
        var post = memory.post(id);
        if (post == null) {
            throw new SquareRefused(Refusal.POST_UNKNOWN);
        }
        checkOwner(by, post);
        if (!post.deleted()) {
            record(new Fact.Deleted(id, now()));
            return true;
        }
        return false;
    }

    private static void checkOwner(@Nullable String by, Post post) {
        if (by != null && !by.equals(post.author())) {
            throw new SquareRefused(Refusal.NOT_YOURS);
        }
    }

    /** So many people like a post by now. */
    public synchronized void like(String id, int likes) {
        var post = memory.post(id);
        if (post != null && !post.deleted() && post.likes() != likes) {
            record(new Fact.Liked(id, likes));
        }
    }

    /** Creates an account or changes it; nothing is recorded when nothing changes. */
    public synchronized Account setAccount(String handle, UnaryOperator<Account> change) {
        var before = memory.account(handle);
        if (before == null && memory.accounts().size() >= MAX_ACCOUNTS) {
            throw new SquareRefused(Refusal.TOWN_FULL);
        }
        var after = change.apply(before == null ? Account.named(handle) : before);
        if (!after.equals(before)) {
            record(new Fact.AccountSet(after));
        }
        return after;
    }

    /** The account's token, made when it has none; the account too, when it is unknown. */
    public String token(String handle) {
        var token = setAccount(handle, account -> account.token() == null ? account.withToken(newToken()) : account)
                .token();
        return Objects.requireNonNull(token);
    }

    /** Another token; the one before is void. */
    public String renewToken(String handle) {
        account(handle);
        return Objects.requireNonNull(
                setAccount(handle, account -> account.withToken(newToken())).token());
    }

    /** The account's token is void from now on. */
    public void revokeToken(String handle) {
        account(handle);
        setAccount(handle, account -> account.withToken(null));
    }

    private static String newToken() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return "town_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Changes the rules of the network. */
    public synchronized NetworkRules setRules(UnaryOperator<NetworkRules> change) {
        var after = change.apply(memory.rules());
        if (!after.equals(memory.rules())) {
            record(new Fact.RulesSet(after));
        }
        return after;
    }

    // Reading.

    public synchronized NetworkRules rules() {
        return memory.rules();
    }

    /** The class that holds for an account. */
    public synchronized NetworkClass classOf(Account account) {
        return account.networkClass() == null ? memory.rules().networkClass() : account.networkClass();
    }

    public synchronized Instant foundedAt() {
        return memory.foundedAt();
    }

    public synchronized Account account(String handle) {
        var account = memory.account(handle);
        if (account == null) {
            throw new SquareRefused(Refusal.ACCOUNT_UNKNOWN);
        }
        return account;
    }

    /** Whose token this is, or null. */
    public synchronized @Nullable Account byToken(String token) {
        return memory.byToken(token);
    }

    public synchronized List<Account> accounts() {
        return List.copyOf(memory.accounts());
    }

    /** A post that can still be read. */
    public synchronized Post post(String id) {
        var post = memory.post(id);
        if (post == null) {
            throw new SquareRefused(Refusal.POST_UNKNOWN);
        }
        if (post.deleted()) {
            throw new SquareRefused(Refusal.POST_DELETED);
        }
        return post;
    }

    /** A post as it is now, a tombstone when it is deleted, null when it is unknown. */
    public synchronized @Nullable Post postOrTombstone(String id) {
        return memory.post(id);
    }

    /** The post an account wrote under a key of its own choice. */
    public synchronized Post postUnder(String handle, String clientKey) {
        account(handle);
        var use = memory.clientKey(handle, clientKey);
        if (use == null) {
            throw new SquareRefused(Refusal.POST_UNKNOWN);
        }
        return post(use.post());
    }

    /** The thread a post belongs to, root first; deleted posts as tombstones. */
    public synchronized List<Post> thread(String id) {
        var post = memory.post(id);
        if (post == null) {
            throw new SquareRefused(Refusal.POST_UNKNOWN);
        }
        return memory.inThread(post.root()).stream()
                .limit(MAX_THREAD + 1L)
                .map(memory::at)
                .toList();
    }

    public synchronized int repliesTo(String id) {
        return memory.repliesTo(id);
    }

    /** Every public post. */
    public synchronized Slice<Post> timeline(Window window) {
        return posts(window, memory.posts().tailMap(window.after(), false).values().stream(), post -> true);
    }

    /** The posts a search finds. */
    public synchronized Slice<Post> search(Search search, Window window) {
        return posts(
                window,
                memory.posts().tailMap(window.after(), false).values().stream(),
                post -> search.finds(post, memory.wordsOf(post)));
    }

    /** What one account wrote, since an instant. */
    public synchronized Slice<Post> writtenBy(String handle, Instant since, Window window) {
        account(handle);
        return posts(
                window,
                memory.writtenBy(handle).tailSet(window.after(), false).stream().map(memory::at),
                post -> !post.createdAt().isBefore(since));
    }

    private static Slice<Post> posts(Window window, Stream<Post> from, Predicate<Post> wanted) {
        return slice(
                window,
                from.takeWhile(post -> !post.acceptedAt().isAfter(window.acceptedUntil()))
                        .filter(post -> !post.deleted() && wanted.test(post)),
                Post::sequence);
    }

    /** Who named this account or answered it. */
    public synchronized Slice<Notification> notifications(String handle, Window window) {
        SortedMap<Long, Notification.Kind> later =
                memory.notificationsOf(handle).tailMap(window.after(), false);
        return slice(
                window,
                later.entrySet().stream()
                        .map(entry -> new Notification(entry.getValue(), memory.at(entry.getKey())))
                        .takeWhile(told -> !told.post().acceptedAt().isAfter(window.acceptedUntil())),
                told -> told.post().sequence());
    }

    /** What happened, in order: the way to see edits and deletions. */
    public synchronized Slice<Changed> changes(Window window) {
        return slice(
                window,
                memory.changes().tailMap(window.after(), false).values().stream()
                        .takeWhile(change -> !change.acceptedAt().isAfter(window.acceptedUntil()))
                        .mapMulti((change, found) -> {
                            var post = memory.post(change.post());
                            if (post != null) {
                                found.accept(new Changed(change, post));
                            }
                        }),
                changed -> changed.change().number());
    }

    private static <T> Slice<T> slice(Window window, Stream<T> found, Function<T, Long> number) {
        var items = new ArrayList<>(found.limit(window.limit() + 1L).toList());
        var more = items.size() > window.limit();
        if (more) {
            items.removeLast();
        }
        var cursor = String.valueOf(items.isEmpty() ? window.after() : number.apply(items.getLast()));
        return new Slice<>(List.copyOf(items), more ? cursor : null, cursor);
    }

    /** The newest posts that pass, newest first, before a sequence number. */
    public synchronized List<Post> newest(long before, int limit, Predicate<Post> wanted) {
        return memory.posts().headMap(before, false).descendingMap().values().stream()
                .filter(post -> !post.deleted() && wanted.test(post))
                .limit(limit)
                .toList();
    }

    /** The newest posts a search finds, newest first. */
    public synchronized List<Post> newest(long before, int limit, Search search) {
        return newest(before, limit, post -> search.finds(post, memory.wordsOf(post)));
    }

    public synchronized long lastSequence() {
        return memory.lastSequence();
    }

    /** Grows with every post, edit and deletion. */
    public synchronized long lastChange() {
        return memory.lastChange();
    }

    /** When the last post, edit or deletion happened. */
    public synchronized Instant lastChangeAt() {
        var last = memory.changes().lastEntry();
        return last == null ? memory.foundedAt() : last.getValue().acceptedAt();
    }

    /** The lines of the story that are said, and the posts that say them. */
    public synchronized Map<String, String> linesSaid() {
        return memory.lines();
    }

    @Override
    public synchronized void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
