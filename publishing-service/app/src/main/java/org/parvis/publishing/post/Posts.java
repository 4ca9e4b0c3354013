package org.parvis.publishing.post;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.parvis.publishing.api.PostEvent;
import org.parvis.publishing.api.PostReleased;
import org.parvis.publishing.api.PostReturned;
import org.parvis.publishing.api.PostRevised;
import org.parvis.publishing.history.History;

/** Posts as the ledger knows them now. */
public final class Posts {

    private final History history;

    public Posts(History history) {
        this.history = history;
    }

    public Optional<PostView> find(String postId) {
        var post = new Post();
        var release = new long[] {-1};
        var version = history.each("Post", postId, PostEvent.class, entry -> {
            post.evolve(entry.event());
            if (entry.event() instanceof PostReleased) {
                release[0] = entry.sequence();
            }
        });
        return version < 0 ? Optional.empty() : Optional.of(post.view(version, release[0]));
    }

    /** Why the last review sent a post back; empty once it was submitted or held since. */
    Optional<String> returnedBecause(String postId) {
        var last = new AtomicReference<PostEvent>();
        history.each("Post", postId, PostEvent.class, entry -> {
            if (!(entry.event() instanceof PostRevised)) {
                last.set(entry.event());
            }
        });
        return last.get() instanceof PostReturned returned ? Optional.of(returned.reason()) : Optional.empty();
    }
}
