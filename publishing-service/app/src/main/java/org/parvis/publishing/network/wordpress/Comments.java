package org.parvis.publishing.network.wordpress;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.HtmlText;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Reading;
import org.parvis.publishing.network.SameText;
import tools.jackson.databind.JsonNode;

/** Replies under a post, to the post or to somebody's comment. Nothing but their words and their place tells them apart. */
final class Comments {

    private static final int PAGES = 5;
    private static final int PAGE = 100;

    private final WordPressApi api;
    private final Fetcher fetcher;

    Comments(WordPressApi api, Fetcher fetcher) {
        this.api = api;
        this.fetcher = fetcher;
    }

    Preparation prepare(Message message, String parent, Account account) {
        return switch (place(parent, account)) {
            case Place.At at -> {
                var content = new LinkedHashMap<String, Object>();
                content.put("post", at.post());
                content.put("parent", at.comment());
                content.put("content", HtmlText.escaped(message.text()));
                var request = WordPressApi.write(account, "/wp/v2/comments", content);
                yield (Preparation.Ready) limit -> WordPressAnswers.read(fetcher.send(request.within(limit)));
            }
            case Place.Gone(var detail) -> new Preparation.Impossible("PARENT_GONE", detail);
            case Place.NotSignedIn(var detail) -> new Preparation.NotSignedIn(detail);
            case Place.NotReached(var cause) -> new Preparation.NotYet(cause);
        };
    }

    /** Where a reply hangs. */
    private sealed interface Place {

        /** @param comment 0 when the post itself is answered */
        record At(long post, long comment) implements Place {}

        record Gone(String detail) implements Place {}

        record NotSignedIn(String detail) implements Place {}

        record NotReached(String cause) implements Place {}
    }

    private Place place(String parent, Account account) {
        var named = ParentName.parse(parent);
        if (named.isEmpty()) {
            return new Place.Gone("not a post or a comment of a blog: " + parent);
        }
        var route = (named.get().isComment() ? "/wp/v2/comments/" : "/wp/v2/posts/")
                + named.get().id();
        return switch (api.get(account, route, Map.of())) {
            case Reading.Answer(var content)
            when named.get().isComment() ->
                content.path("post").asLong(0) > 0
                        ? new Place.At(
                                content.path("post").asLong(), named.get().id())
                        : new Place.NotReached("PROTOCOL");
            case Reading.Answer ignored -> new Place.At(named.get().id(), 0);
            case Reading.Problem(var status, var problem) ->
                switch (status) {
                    case 404, 410 -> new Place.Gone(HtmlMessage.of(problem));
                    // Signed in wrongly, or what is answered was taken from public view: the words of the blog tell
                    // which.
                    case 401, 403 -> new Place.NotSignedIn(HtmlMessage.of(problem));
                    default -> new Place.NotReached("STATUS_" + status);
                };
            case Reading.Nothing(var cause) -> new Place.NotReached(cause);
        };
    }

    LookUp lookUp(Message message, String parent, Account account, Instant since, Set<String> notThese) {
        return switch (place(parent, account)) {
            case Place.At at ->
                switch (api.get(account, "/wp/v2/users/me", Map.of())) {
                    case Reading.Answer(var me) ->
                        amongOurs(message, at, me.path("id").asLong(0), account, since, notThese);
                    case Reading.Problem(var status, var ignored) -> new LookUp.Failed("STATUS_" + status);
                    case Reading.Nothing(var cause) -> new LookUp.Failed(cause);
                };
            case Place.Gone ignored -> new LookUp.Absent(0);
            case Place.NotSignedIn(var detail) -> new LookUp.Failed("NOT_SIGNED_IN " + detail);
            case Place.NotReached(var cause) -> new LookUp.Failed(cause);
        };
    }

    /** Newest first, until they are too old; the blog's own filter by time counts in the blog's zone. */
    private LookUp amongOurs(
            Message message, Place.At at, long me, Account account, Instant since, Set<String> notThese) {
        var seen = 0;
        for (var page = 1; page <= PAGES; page++) {
            var parameters = new LinkedHashMap<String, String>();
            parameters.put("post", Long.toString(at.post()));
            parameters.put("orderby", "date_gmt");
            parameters.put("order", "desc");
            parameters.put("per_page", Integer.toString(PAGE));
            parameters.put("page", Integer.toString(page));
            switch (api.get(account, "/wp/v2/comments", parameters)) {
                case Reading.Answer(var comments)
                when comments.isArray() -> {
                    for (var comment : comments) {
                        if (isBefore(comment, since)) {
                            return new LookUp.Absent(seen);
                        }
                        seen++;
                        var isOurs = comment.path("author").asLong(0) == me
                                && comment.path("parent").asLong(0) == at.comment()
                                && saysTheSame(message, comment);
                        if (isOurs && !notThese.contains(comment.path("id").asString())) {
                            return new LookUp.Found(WordPressAnswers.remote(comment));
                        }
                    }
                    if (comments.size() < PAGE) {
                        return new LookUp.Absent(seen);
                    }
                }
                case Reading.Answer ignored -> {
                    return new LookUp.Failed("PROTOCOL");
                }
                case Reading.Problem(var status, var ignored) -> {
                    return new LookUp.Failed("STATUS_" + status);
                }
                case Reading.Nothing(var cause) -> {
                    return new LookUp.Failed(cause);
                }
            }
        }
        return new LookUp.TooMany(seen);
    }

    private static boolean isBefore(JsonNode comment, Instant since) {
        try {
            return LocalDateTime.parse(Json.text(comment, "date_gmt"))
                    .toInstant(ZoneOffset.UTC)
                    .isBefore(since);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    LookUp look(Message message, Account account, String id) {
        return switch (api.get(account, "/wp/v2/comments/" + id, Map.of())) {
            case Reading.Answer(var comment) ->
                saysTheSame(message, comment)
                        ? new LookUp.Found(WordPressAnswers.remote(comment))
                        : new LookUp.Different(WordPressAnswers.remote(comment));
            case Reading.Problem(var status, var ignored) ->
                status == 404 || status == 410 ? new LookUp.Absent(0) : new LookUp.Failed("STATUS_" + status);
            case Reading.Nothing(var cause) -> new LookUp.Failed(cause);
        };
    }

    private static boolean saysTheSame(Message message, JsonNode comment) {
        return SameText.is(
                Typography.plain(message.text()),
                Typography.plain(
                        HtmlText.of(comment.path("content").path("rendered").asString(""))));
    }
}
