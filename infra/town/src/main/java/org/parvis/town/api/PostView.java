package org.parvis.town.api;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.town.square.Post;
import org.parvis.town.square.PostText;
import org.parvis.town.square.Square;

/** A post as the API shows it. */
record PostView(
        String id,
        long sequence,
        String url,
        AccountView author,
        String text,
        @Nullable String language,
        Instant createdAt,
        @Nullable Instant editedAt,
        @Nullable String inReplyTo,
        String root,
        int replies,
        int likes,
        Set<String> hashtags,
        Set<String> mentions,
        @Nullable String clientKey,
        boolean deleted) {

    static PostView of(Post post, Square square, Links links) {
        return new PostView(
                post.id(),
                post.sequence(),
                links.post(post.id()),
                AccountView.of(square.account(post.author()), links),
                post.text(),
                post.language(),
                post.createdAt(),
                post.editedAt(),
                post.inReplyTo(),
                post.root(),
                square.repliesTo(post.id()),
                post.likes(),
                PostText.hashtags(post.text()),
                PostText.mentions(post.text()),
                post.clientKey(),
                post.deleted());
    }
}
