package org.parvis.publishing.network.wordpress;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.fetcher.SendRequest;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Reading;
import org.parvis.publishing.network.SendOutcome;
import tools.jackson.databind.JsonNode;

/**
 * Posts of ours. Blogs know no "create if absent": the same address twice makes a second post. So the draft that the first attempt
 * publishes is on record with it, and no other draft is ever published for the same delivery.
 */
final class Posts {

    private static final String ALL_STATES = "publish,future,draft,pending,private,trash";

    private final WordPressApi api;
    private final Fetcher fetcher;

    Posts(WordPressApi api, Fetcher fetcher) {
        this.api = api;
        this.fetcher = fetcher;
    }

    Preparation prepare(Message message, Account account) {
        var known = message.containerId();
        if (known == null) {
            return switch (bySlug(message, account)) {
                case Reading.Answer(var found)
                when found.isArray() && !found.isEmpty() -> ready(message, account, chosen(found));
                case Reading.Answer(var found) when found.isArray() -> draft(message, account);
                case Reading.Answer ignored -> new Preparation.NotYet("PROTOCOL: no list of posts");
                // That is how a blog says that this user may not see drafts.
                case Reading.Problem(var status, var content)
                when status == 400 && Json.text(content, "code").equals("rest_invalid_param") ->
                    new Preparation.NotSignedIn(HtmlMessage.of(content));
                case Reading.Problem problem -> problem(problem);
                case Reading.Nothing(var cause) -> new Preparation.NotYet(cause);
            };
        }
        return switch (api.get(account, "/wp/v2/posts/" + known, Map.of("context", "edit"))) {
            case Reading.Answer(var post) -> ready(message, account, post);
            case Reading.Problem(var status, var ignored)
            when status == 404 || status == 410 -> new Preparation.Impossible("CONTAINER_GONE", known);
            case Reading.Problem problem -> problem(problem);
            case Reading.Nothing(var cause) -> new Preparation.NotYet(cause);
        };
    }

    /** One that is public already, if somebody saw to that by hand; else any: none of them is on record with an attempt yet. */
    private static JsonNode chosen(JsonNode found) {
        for (var post : found) {
            if (Json.text(post, "status").equals("publish")) {
                return post;
            }
        }
        return found.path(0);
    }

    private Preparation draft(Message message, Account account) {
        return switch (api.draft(account, Article.of(message.text()).json(message.clientKey(), "draft"))) {
            case Reading.Answer(var post) -> ready(message, account, post);
            case Reading.Problem problem -> problem(problem);
            case Reading.Nothing(var cause) -> new Preparation.NotYet(cause);
        };
    }

    private static Preparation problem(Reading.Problem problem) {
        var code = Json.text(problem.content(), "code");
        return (problem.status() == 401 || problem.status() == 403) && !code.isEmpty()
                ? new Preparation.NotSignedIn(HtmlMessage.of(problem.content()))
                : new Preparation.NotYet("STATUS_" + problem.status());
    }

    private Preparation ready(Message message, Account account, JsonNode post) {
        var id = post.path("id").asLong(0);
        if (id <= 0) {
            return new Preparation.NotYet("ANSWER_WITHOUT_ID");
        } else if (Json.text(post, "status").equals("trash")) {
            return new Preparation.Impossible("CONTAINER_GONE", Long.toString(id));
        }
        var content = Article.of(message.text()).json(message.clientKey(), "publish");
        return new Publishing(fetcher, WordPressApi.write(account, "/wp/v2/posts/" + id, content), Long.toString(id));
    }

    private record Publishing(Fetcher fetcher, SendRequest request, String containerId) implements Preparation.Ready {

        @Override
        public SendOutcome send(Duration limit) {
            return WordPressAnswers.read(fetcher.send(request.within(limit)));
        }
    }

    private Reading bySlug(Message message, Account account) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("slug", message.clientKey());
        parameters.put("status", ALL_STATES);
        parameters.put("context", "edit");
        return api.get(account, "/wp/v2/posts", parameters);
    }

    LookUp lookUp(Message message, Account account) {
        var known = message.containerId();
        if (known != null) {
            return look(message, account, known);
        }
        return switch (bySlug(message, account)) {
            case Reading.Answer(var found)
            when found.isArray() -> found.isEmpty() ? new LookUp.Absent(0) : seen(message, chosen(found));
            case Reading.Answer ignored -> new LookUp.Failed("PROTOCOL");
            case Reading.Problem(var status, var ignored) -> new LookUp.Failed("STATUS_" + status);
            case Reading.Nothing(var cause) -> new LookUp.Failed(cause);
        };
    }

    LookUp look(Message message, Account account, String id) {
        return switch (api.get(account, "/wp/v2/posts/" + id, Map.of("context", "edit"))) {
            case Reading.Answer(var post) -> seen(message, post);
            case Reading.Problem(var status, var ignored) ->
                status == 404 || status == 410 ? new LookUp.Absent(0) : new LookUp.Failed("STATUS_" + status);
            case Reading.Nothing(var cause) -> new LookUp.Failed(cause);
        };
    }

    private static LookUp seen(Message message, JsonNode post) {
        if (!Json.text(post, "status").equals("publish")) {
            return new LookUp.Absent(1);
        }
        return Article.of(message.text()).is(post)
                ? new LookUp.Found(WordPressAnswers.remote(post))
                : new LookUp.Different(WordPressAnswers.remote(post));
    }
}
