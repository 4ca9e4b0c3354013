package org.parvis.town.square;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The state of the network: what the journal's facts add up to. Bounded; the oldest posts leave first. Not thread-safe. */
final class Memory {

    private final int maxPosts;
    private String town = "";
    private Instant foundedAt = Instant.EPOCH;
    private long lastSequence;
    private long lastChange;
    private NetworkRules rules = NetworkRules.defaults();
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, String> handlesByToken = new HashMap<>();
    private final NavigableMap<Long, Post> posts = new TreeMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<Long, String> words = new HashMap<>();
    private final Map<String, NavigableSet<Long>> byAuthor = new HashMap<>();
    private final Map<String, NavigableSet<Long>> byThread = new HashMap<>();
    private final Map<String, NavigableMap<Long, Notification.Kind>> notifications = new HashMap<>();
    private final Map<String, Integer> replies = new HashMap<>();
    private final Map<String, KeyUse> clientKeys = new LinkedHashMap<>();
    private final Map<String, KeyUse> idempotencyKeys = new LinkedHashMap<>();
    private final NavigableMap<Long, Change> changes = new TreeMap<>();
    private final Map<String, String> lines = new LinkedHashMap<>();

    Memory(int maxPosts) {
        this.maxPosts = maxPosts;
    }

    /** All of it, in a form that can be written down. */
    record Snapshot(
            String town,
            Instant foundedAt,
            long lastSequence,
            long lastChange,
            NetworkRules rules,
            List<Account> accounts,
            List<Post> posts,
            Map<String, Map<Long, Notification.Kind>> notifications,
            Map<String, KeyUse> clientKeys,
            Map<String, KeyUse> idempotencyKeys,
            List<Change> changes,
            Map<String, String> lines) {}

    void apply(Fact fact) {
        switch (fact) {
            case Fact.Founded(var name, var at) -> {
                town = name;
                foundedAt = at;
            }
            case Fact.Remembered(var snapshot) -> restore(snapshot);
            case Fact.RulesSet(var set) -> rules = set;
            case Fact.AccountSet(var account) -> put(account);
            case Fact.Posted posted -> add(posted);
            case Fact.Edited(var id, var text, var at) -> {
                with(id, post -> replace(post.edited(text, at)));
                note(Change.Kind.EDITED, at, at, id);
            }
            case Fact.Deleted(var id, var at) -> {
                with(id, post -> replace(post.asTombstone()));
                note(Change.Kind.DELETED, at, at, id);
            }
            case Fact.Liked(var id, var likes) -> with(id, post -> posts.put(post.sequence(), post.withLikes(likes)));
        }
    }

    /** A post may have been forgotten since a fact named it. */
    private void with(String id, Consumer<Post> action) {
        var post = post(id);
        if (post != null) {
            action.accept(post);
        }
    }

    private void put(Account account) {
        var before = accounts.put(account.handle(), account);
        if (before != null && before.token() != null) {
            handlesByToken.remove(before.token());
        }
        if (account.token() != null) {
            handlesByToken.put(account.token(), account.handle());
        }
    }

    private void add(Fact.Posted posted) {
        var post = posted.post();
        index(post);
        notifyAbout(post);
        lastSequence = post.sequence();
        note(Change.Kind.CREATED, post.createdAt(), post.acceptedAt(), post.id());
        var use = new KeyUse(post.id(), post.text(), post.inReplyTo(), post.acceptedAt());
        if (post.clientKey() != null) {
            clientKeys.put(key(post.author(), post.clientKey()), use);
        }
        if (posted.idempotencyKey() != null) {
            // Taken out first: a key used again after its life time moves to the end, where the newest uses are.
            idempotencyKeys.remove(key(post.author(), posted.idempotencyKey()));
            idempotencyKeys.put(key(post.author(), posted.idempotencyKey()), use);
        }
        if (posted.line() != null) {
            lines.put(posted.line(), post.id());
        }
        if (posts.size() > maxPosts) {
            forget(posts.firstEntry().getValue());
        }
    }

    private void index(Post post) {
        posts.put(post.sequence(), post);
        sequences.put(post.id(), post.sequence());
        words.put(post.sequence(), PostText.words(post.text()));
        in(byAuthor, post.author()).add(post.sequence());
        in(byThread, post.root()).add(post.sequence());
        if (post.inReplyTo() != null) {
            replies.merge(post.inReplyTo(), 1, Integer::sum);
        }
    }

    private void notifyAbout(Post post) {
        for (var handle : PostText.mentions(post.text())) {
            told(handle).put(post.sequence(), Notification.Kind.MENTION);
        }
        if (post.inReplyTo() != null) {
            with(post.inReplyTo(), parent -> told(parent.author()).put(post.sequence(), Notification.Kind.REPLY));
        }
        told(post.author()).remove(post.sequence());
    }

    private void forget(Post post) {
        var sequence = post.sequence();
        posts.remove(sequence);
        sequences.remove(post.id());
        words.remove(sequence);
        in(byAuthor, post.author()).remove(sequence);
        in(byThread, post.root()).remove(sequence);
        if (in(byThread, post.root()).isEmpty()) {
            byThread.remove(post.root());
        }
        replies.remove(post.id());
        notifications.values().removeIf(list -> list.remove(sequence) != null && list.isEmpty());
        if (post.clientKey() != null) {
            clientKeys.remove(key(post.author(), post.clientKey()));
        }
        forgetFirstUseOf(post.id());
    }

    /** Keys were first used in the order of their posts, so a use that must go is the first one. */
    private void forgetFirstUseOf(String post) {
        var first = idempotencyKeys.entrySet().iterator();
        if (first.hasNext() && first.next().getValue().post().equals(post)) {
            first.remove();
        }
    }

    private void replace(Post post) {
        posts.put(post.sequence(), post);
        words.put(post.sequence(), PostText.words(post.text()));
    }

    private void note(Change.Kind kind, Instant at, Instant acceptedAt, String post) {
        lastChange++;
        changes.put(lastChange, new Change(lastChange, kind, at, acceptedAt, post));
        if (changes.size() > 2 * maxPosts) {
            changes.pollFirstEntry();
        }
    }

    Snapshot snapshot() {
        return new Snapshot(
                town,
                foundedAt,
                lastSequence,
                lastChange,
                rules,
                List.copyOf(accounts.values()),
                List.copyOf(posts.values()),
                copyOfNotifications(),
                new LinkedHashMap<>(clientKeys),
                new LinkedHashMap<>(idempotencyKeys),
                List.copyOf(changes.values()),
                new LinkedHashMap<>(lines));
    }

    private Map<String, Map<Long, Notification.Kind>> copyOfNotifications() {
        var copy = new LinkedHashMap<String, Map<Long, Notification.Kind>>();
        notifications.forEach((handle, told) -> copy.put(handle, new TreeMap<>(told)));
        return copy;
    }

    private void restore(Snapshot snapshot) {
        town = snapshot.town();
        foundedAt = snapshot.foundedAt();
        rules = snapshot.rules();
        snapshot.accounts().forEach(this::put);
        snapshot.posts().forEach(this::index);
        // Who was told once stays told, whatever an edit made of the text.
        snapshot.notifications().forEach((handle, told) -> told(handle).putAll(told));
        lastSequence = snapshot.lastSequence();
        lastChange = snapshot.lastChange();
        clientKeys.putAll(snapshot.clientKeys());
        idempotencyKeys.putAll(snapshot.idempotencyKeys());
        snapshot.changes().forEach(change -> changes.put(change.number(), change));
        lines.putAll(snapshot.lines());
    }

    String town() {
        return town;
    }

    Instant foundedAt() {
        return foundedAt;
    }

    long lastSequence() {
        return lastSequence;
    }

    long lastChange() {
        return lastChange;
    }

    NetworkRules rules() {
        return rules;
    }

    @Nullable
    Account account(String handle) {
        return accounts.get(handle);
    }

    @Nullable
    Account byToken(String token) {
        var handle = handlesByToken.get(token);
        return handle == null ? null : accounts.get(handle);
    }

    Collection<Account> accounts() {
        return Collections.unmodifiableCollection(accounts.values());
    }

    @Nullable
    Post post(String id) {
        var sequence = sequences.get(id);
        return sequence == null ? null : posts.get(sequence);
    }

    NavigableMap<Long, Post> posts() {
        return Collections.unmodifiableNavigableMap(posts);
    }

    Post at(long sequence) {
        var post = posts.get(sequence);
        if (post == null) {
            throw new IllegalStateException("An index names post " + sequence + ", which is not there");
        }
        return post;
    }

    String wordsOf(Post post) {
        return words.getOrDefault(post.sequence(), "");
    }

    NavigableSet<Long> writtenBy(String handle) {
        return byAuthor.getOrDefault(handle, Collections.emptyNavigableSet());
    }

    NavigableSet<Long> inThread(String root) {
        return byThread.getOrDefault(root, Collections.emptyNavigableSet());
    }

    NavigableMap<Long, Notification.Kind> notificationsOf(String handle) {
        return notifications.getOrDefault(handle, Collections.emptyNavigableMap());
    }

    int repliesTo(String id) {
        return replies.getOrDefault(id, 0);
    }

    @Nullable
    KeyUse clientKey(String handle, String clientKey) {
        return clientKeys.get(key(handle, clientKey));
    }

    @Nullable
    KeyUse idempotencyKey(String handle, String idempotencyKey) {
        return idempotencyKeys.get(key(handle, idempotencyKey));
    }

    NavigableMap<Long, Change> changes() {
        return Collections.unmodifiableNavigableMap(changes);
    }

    Map<String, String> lines() {
        return new LinkedHashMap<>(lines);
    }

    /** How many facts a journal needs at least to say the same. */
    int size() {
        return accounts.size() + posts.size();
    }

    private NavigableMap<Long, Notification.Kind> told(String handle) {
        return notifications.computeIfAbsent(handle, unseen -> new TreeMap<>());
    }

    private static NavigableSet<Long> in(Map<String, NavigableSet<Long>> index, String key) {
        return index.computeIfAbsent(key, unseen -> new TreeSet<>());
    }

    private static String key(String handle, String key) {
        return handle + "/" + key;
    }
}
