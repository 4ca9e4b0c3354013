package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.listening.connector.CollectedItem.Change;
import org.parvis.listening.connector.NewestFirst.Page;
import org.parvis.listening.connector.WebApi.Reply;
import org.parvis.listening.text.PlainText;
import tools.jackson.databind.JsonNode;

/**
 * Reads what members say under the posts of a Ghost site.
 *
 * <p>To everybody a site shows the comments of one post at a time, and not all answers among them. The whole list takes the key of an integration,
 * with which each question is signed for five minutes.
 */
public final class GhostConnector implements Connector {

    private static final int PAGE = 100;
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_NAME = 200;
    private static final int SECONDS = 300;

    private final WebApi api;
    private final NewestFirst list;
    private final Clock clock;

    public GhostConnector(Fetcher fetcher, Clock clock) {
        this.api = new WebApi(fetcher, clock);
        this.list = new NewestFirst(clock);
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "GHOST";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.required("url"), Setting.secret("adminKey"));
    }

    @Override
    public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
        var problems = new ArrayList<>(Setting.missing(settings(), settings, credentials));
        if (settings.optional("url").filter(url -> !WebApi.isPlace(url)).isPresent()) {
            problems.add(new SettingProblem("url", "NOT_AN_ADDRESS"));
        }
        if (credentials
                .optional("adminKey")
                .filter(key -> Key.of(key).isEmpty())
                .isPresent()) {
            problems.add(new SettingProblem("adminKey", "NOT_A_KEY"));
        }
        return problems;
    }

    @Override
    public String scope(SourceSettings settings, String remoteId) {
        return "ghost " + WebApi.place(settings, "url").toLowerCase(Locale.ROOT);
    }

    @Override
    public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
        var key = credentials.optional("adminKey").flatMap(Key::of).orElseThrow();
        var headers = Map.of(
                "Authorization",
                "Ghost " + key.token(clock.instant().getEpochSecond()),
                // What is asked for here, it has answered in the same way since then.
                "Accept-Version",
                "v6.0");
        return list.read(scope(settings, ""), number -> page(settings, headers, number), cursor);
    }

    private Page page(SourceSettings settings, Map<String, String> headers, int number) {
        var question =
                Map.of("limit", "" + PAGE, "page", "" + number, "order", "created_at desc", "include_nested", "true");
        var reply = api.get(WebApi.place(settings, "url") + "/ghost/api/admin/comments/", question, headers);
        if (!(reply instanceof Reply.Answer(var json, var ignored) && Gathered.isPage(json.path("comments")))) {
            return new Page.Broken(WebApi.failure(reply));
        }
        var items = new LinkedHashMap<String, CollectedItem>();
        json.path("comments")
                .forEach(comment -> item(settings, comment).ifPresent(item -> items.put(item.remoteId(), item)));
        var pages = json.path("meta").path("pagination").path("pages").asInt(0);
        return new Page.Shown(items, number >= pages);
    }

    /** Empty for what moderators have hidden. */
    private Optional<CollectedItem> item(SourceSettings settings, JsonNode comment) {
        var id = Json.text(comment, "id");
        var text = PlainText.ofHtml(Json.text(comment, "html"), MAX_TEXT);
        if (!isId(id) || text.isEmpty() || !Json.text(comment, "status").equals("published")) {
            return Optional.empty();
        }
        var now = clock.instant();
        var post = comment.path("post");
        var parent = Json.optional(comment, "in_reply_to_id").or(() -> Json.optional(comment, "parent_id"));
        var page = Json.text(post, "url");
        return Optional.of(new CollectedItem(
                Change.PRESENT,
                scope(settings, id),
                id,
                author(settings, comment.path("member")),
                Optional.empty(),
                text,
                page.isEmpty() ? page : page + "#ghost-comments",
                Json.instant(comment, "created_at")
                        .filter(date -> date.isBefore(now))
                        .orElse(now),
                parent.filter(GhostConnector::isId),
                "post/" + Json.optional(post, "id").orElse(id),
                Optional.empty()));
    }

    private Author author(SourceSettings settings, JsonNode member) {
        var name = PlainText.of(Json.text(member, "name"), MAX_NAME);
        var called = name.isEmpty() ? "anonymous" : name;
        var id = Json.optional(member, "id").orElse(called.toLowerCase(Locale.ROOT));
        return new Author(scope(settings, "") + " member " + id, called, called);
    }

    private static boolean isId(String id) {
        return id.matches("[A-Za-z0-9-]{1,64}");
    }

    /** An integration's key, as the site shows it: its name, and the secret in hexadecimal. */
    private record Key(String id, byte[] secret) {

        private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

        static Optional<Key> of(String text) {
            var parts = text.strip().split(":", 2);
            return parts.length == 2 && parts[0].matches("[0-9a-f]{1,64}") && parts[1].matches("([0-9a-f]{2}){16,128}")
                    ? Optional.of(new Key(parts[0], HexFormat.of().parseHex(parts[1])))
                    : Optional.empty();
        }

        /** A JSON Web Token (RFC 7519). */
        String token(long second) {
            var head = BASE64.encodeToString(
                    Json.write(Map.of("alg", "HS256", "typ", "JWT", "kid", id)).bytes());
            var claims =
                    BASE64.encodeToString(Json.write(Map.of("iat", second, "exp", second + SECONDS, "aud", "/admin/"))
                            .bytes());
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                return head + "." + claims + "."
                        + BASE64.encodeToString(mac.doFinal((head + "." + claims).getBytes(UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every JDK has HmacSHA256", e);
            }
        }

        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }
}
