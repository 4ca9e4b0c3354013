package org.parvis.town.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.town.i18n.Messages;
import org.parvis.town.square.AccountKind;
import org.parvis.town.square.Post;
import org.parvis.town.square.PostText;
import org.parvis.town.square.Square;

/** Prepares posts for a page. */
final class PostCards {

    private static final int EXCERPT = 70;

    private final Square square;
    private final Clock clock;
    private final ZoneId zone = ZoneId.systemDefault();

    PostCards(Square square, Clock clock) {
        this.square = square;
        this.clock = clock;
    }

    List<PostCard> of(List<Post> posts, Messages messages) {
        return posts.stream().map(post -> of(post, messages, true, null)).toList();
    }

    /** In a thread what is answered stands right above, unless it is further up. */
    List<PostCard> ofThread(List<Post> posts, String focus, Messages messages) {
        return posts.stream()
                .map(post -> of(post, messages, !post.root().equals(post.inReplyTo()), focus))
                .toList();
    }

    private PostCard of(Post post, Messages messages, boolean withParent, @Nullable String focus) {
        var author = square.account(post.author());
        var replies = square.repliesTo(post.id());
        return new PostCard(
                post.id(),
                author.displayName(),
                author.handle(),
                author.kind().name().toLowerCase(Locale.ROOT),
                author.kind() == AccountKind.PERSON
                        ? ""
                        : messages.get("kind-" + author.kind().name().toLowerCase(Locale.ROOT)),
                post.deleted(),
                post.language(),
                PostText.pieces(post.text()).stream().map(PostCards::bit).toList(),
                When.of(post.createdAt(), clock.instant(), zone, messages),
                post.editedAt() != null,
                replies == 0 ? "" : messages.number(replies),
                messages.count("replies", replies),
                post.likes() == 0 ? "" : messages.number(post.likes()),
                messages.count("likes", post.likes()),
                post.likes() > 0,
                withParent ? parent(post) : null,
                post.id().equals(focus));
    }

    private static PostCard.Bit bit(PostText.Piece piece) {
        return switch (piece.kind()) {
            case PLAIN -> new PostCard.Bit(piece.text(), null, false);
            case MENTION ->
                new PostCard.Bit(
                        piece.text(), "/people/" + piece.text().substring(1).toLowerCase(Locale.ROOT), false);
            case TAG ->
                new PostCard.Bit(
                        piece.text(),
                        "/tags/"
                                + URLEncoder.encode(
                                        piece.text().substring(1).toLowerCase(Locale.ROOT), StandardCharsets.UTF_8),
                        false);
            case LINK -> new PostCard.Bit(piece.text(), piece.text(), true);
        };
    }

    private PostCard.@Nullable Parent parent(Post post) {
        var parent = post.inReplyTo() == null ? null : square.postOrTombstone(post.inReplyTo());
        if (parent == null || parent.deleted()) {
            return null;
        }
        return new PostCard.Parent(parent.id(), square.account(parent.author()).displayName(), excerpt(parent.text()));
    }

    static String excerpt(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= EXCERPT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, EXCERPT)).strip() + "…";
    }
}
