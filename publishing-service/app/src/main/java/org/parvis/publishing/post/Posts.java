package org.parvis.publishing.post;

import java.util.Optional;
import org.parvis.publishing.api.PostEvent;
import org.parvis.publishing.api.PostReleased;
import org.parvis.publishing.api.PostReturned;
import org.parvis.publishing.api.PostRevised;
import org.parvis.publishing.history.History;
import org.parvis.publishing.history.Recorded;

/** Posts as the ledger knows them now. */
public final class Posts {

    private final History history;

    public Posts(History history) {
        this.history = history;
    }

    public Optional<PostView> find(String postId) {
        var past = history.of("Post", postId, PostEvent.class);
        if (past.isEmpty()) {
            return Optional.empty();
        }
        var post = new Post();
        var release = -1L;
        for (var entry : past.entries()) {
            post.evolve(entry.event());
            if (entry.event() instanceof PostReleased) {
                release = entry.sequence();
            }
        }
        return Optional.of(post.view(past.version(), release));
    }

    /** Why the last review sent a post back; empty once it was submitted or held since. */
    Optional<String> returnedBecause(String postId) {
        return history.of("Post", postId, PostEvent.class).entries().reversed().stream()
                .map(Recorded::event)
                .filter(event -> !(event instanceof PostRevised))
                .findFirst()
                .filter(PostReturned.class::isInstance)
                .map(event -> ((PostReturned) event).reason());
    }
}
