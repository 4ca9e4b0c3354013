package org.parvis.publishing.network.wordpress;

import java.util.Optional;
import java.util.regex.Pattern;

/** What is answered on a blog, by any name in use: a comment's number, or the addresses that feeds give to comments and posts. */
record ParentName(boolean isComment, long id) {

    private static final Pattern COMMENT = Pattern.compile("(?:comment:|.*#comment-)?([0-9]{1,18})");
    private static final Pattern POST = Pattern.compile("(?:post:|.*[?&]p=)([0-9]{1,18})");

    static Optional<ParentName> parse(String name) {
        var comment = COMMENT.matcher(name);
        if (comment.matches()) {
            return Optional.of(new ParentName(true, Long.parseLong(comment.group(1))));
        }
        var post = POST.matcher(name);
        return post.matches() ? Optional.of(new ParentName(false, Long.parseLong(post.group(1)))) : Optional.empty();
    }
}
