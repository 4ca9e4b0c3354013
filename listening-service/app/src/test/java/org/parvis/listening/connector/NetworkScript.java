package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.parvis.fetcher.Fetcher;
import org.parvis.listening.connector.StubServer.Reply;
import org.parvis.listening.connector.World.Said;

/** How one kind of network tells what is said there, as far as its connector asks. */
public enum NetworkScript {
    FEED(true, false) {
        @Override
        Connector connector(Fetcher fetcher, World world, String server) {
            return new FeedConnector(fetcher, world.clock);
        }

        @Override
        Map<String, String> settings(String server) {
            return Map.of("url", server + "/feed.xml");
        }

        @Override
        Reply answer(String path, Map<String, String> query, World world) {
            var items = world.newestFirst().stream()
                    .map(said ->
                            "<item><guid>https://blog.example/%d</guid><title>News</title><description>%s</description><pubDate>%s</pubDate></item>"
                                    .formatted(
                                            said.number(),
                                            said.text(),
                                            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                                    said.at().atOffset(ZoneOffset.UTC))))
                    .collect(Collectors.joining());
            return new Reply(
                    200, Map.of(), "<rss version=\"2.0\"><channel><title>Blog</title>" + items + "</channel></rss>");
        }
    },

    BLUESKY(false, false) {
        @Override
        Connector connector(Fetcher fetcher, World world, String server) {
            return new BlueskyConnector(fetcher, world.clock);
        }

        @Override
        Map<String, String> settings(String server) {
            return Map.of("service", server, "identifier", "us.test");
        }

        @Override
        Map<String, String> credentials() {
            return Map.of("password", SECRET);
        }

        @Override
        Reply answer(String path, Map<String, String> query, World world) {
            if (path.endsWith("createSession")) {
                return Reply.json(
                        "{\"did\":\"did:plc:us\",\"handle\":\"us.test\",\"accessJwt\":\"a\",\"refreshJwt\":\"r\"}");
            }
            var from = Integer.parseInt(query.getOrDefault("cursor", "0"));
            var all = world.newestFirst();
            var page = all.subList(from, Math.min(all.size(), from + 100)).stream()
                    .map(said ->
                            "{\"uri\":\"at://did:plc:leo/app.bsky.feed.post/%d\",\"reason\":\"mention\",\"author\":{\"did\":\"did:plc:leo\",\"handle\":\"leo.test\"},\"record\":{\"text\":\"%s\",\"createdAt\":\"%s\"},\"indexedAt\":\"%s\"}"
                                    .formatted(said.number(), said.text(), said.at(), said.at()))
                    .collect(Collectors.joining(","));
            var cursor = from + 100 < all.size() ? ",\"cursor\":\"" + (from + 100) + "\"" : "";
            return Reply.json("{\"notifications\":[" + page + "]" + cursor + "}");
        }
    },

    JETSTREAM(true, true) {
        @Override
        public String kind() {
            return "BLUESKY";
        }

        @Override
        Connector connector(Fetcher fetcher, World world, String server) {
            return new BlueskyConnector(fetcher, world.clock);
        }

        @Override
        Map<String, String> settings(String server) {
            return Map.of("service", server, "identifier", "us.test", "stream", server.replace("http:", "ws:"));
        }

        @Override
        Map<String, String> credentials() {
            return BLUESKY.credentials();
        }

        @Override
        Stub serve(World world, Supplier<Optional<Reply>> fault, UnaryOperator<String> telling) {
            return new StubJetstream(
                    asked -> fault.get().orElseGet(() -> {
                        var told = answer(asked, world);
                        // Signing in is told as BLUESKY tells it.
                        var body = asked.contains("createSession") ? told.body() : telling.apply(told.body());
                        return new Reply(told.status(), told.headers(), body);
                    }),
                    asked -> new StubJetstream.Told(
                            commits(asked, world).stream().map(telling).toList(), 1000));
        }

        @Override
        Reply answer(String path, Map<String, String> query, World world) {
            if (path.equals("/subscribe")) {
                return new Reply(101, Map.of(), "");
            }
            return path.endsWith("getProfile")
                    ? Reply.json("{\"handle\":\"leo.test\",\"displayName\":\"Leo\"}")
                    : BLUESKY.answer(path, query, world);
        }
    },

    TOWN(true, true) {
        @Override
        Connector connector(Fetcher fetcher, World world, String server) {
            return new TownConnector(fetcher, Optional.of(URI.create(server)), world.clock);
        }

        @Override
        Map<String, String> settings(String server) {
            return Map.of();
        }

        @Override
        Reply answer(String path, Map<String, String> query, World world) {
            var from = Integer.parseInt(query.getOrDefault("after", "0"));
            var all = world.changes();
            var to = Math.min(all.size(), from + 200);
            var page = all.subList(from, to).stream()
                    .map(change ->
                            "{\"kind\":\"%s\",\"post\":{\"id\":\"p%d\",\"text\":\"%s\",\"createdAt\":\"%s\",\"deleted\":%s,\"author\":{\"handle\":\"leo\"}}}"
                                    .formatted(
                                            change.kind(),
                                            change.message().number(),
                                            change.message().text(),
                                            change.message().at(),
                                            change.message().deleted()))
                    .collect(Collectors.joining(","));
            var next = to < all.size() ? ",\"next\":\"" + to + "\"" : "";
            return Reply.json("{\"items\":[" + page + "],\"cursor\":\"" + to + "\"" + next + "}");
        }
    },

    MASTODON(true, true) {
        @Override
        Connector connector(Fetcher fetcher, World world, String server) {
            return new MastodonConnector(fetcher, world.clock);
        }

        @Override
        Map<String, String> settings(String server) {
            return Map.of("server", server, "hashtag", "#wifi");
        }

        @Override
        Map<String, String> credentials() {
            return Map.of("accessToken", SECRET);
        }

        @Override
        Reply answer(String path, Map<String, String> query, World world) {
            if (!path.startsWith("/api/v1/timelines/tag/wifi")) {
                var asked = path.replaceFirst(".*/", "");
                return world.newestFirst().stream()
                        .filter(said -> mastodonId(said).equals(asked))
                        .findFirst()
                        .map(said -> Reply.json(mastodonStatus(said)))
                        .orElse(Reply.error(404, "Record not found"));
            }
            var above = Long.parseLong(query.getOrDefault("min_id", "0"));
            var below = Long.parseLong(query.getOrDefault("max_id", String.valueOf(Long.MAX_VALUE)));
            var limit = Math.min(40, Integer.parseInt(query.getOrDefault("limit", "20")));
            var all = world.newestFirst().stream()
                    .filter(said ->
                            Long.parseLong(mastodonId(said)) > above && Long.parseLong(mastodonId(said)) < below)
                    .toList();
            // Upwards it is the page next to the mark, downwards the newest.
            var page = query.containsKey("min_id")
                    ? all.subList(Math.max(0, all.size() - limit), all.size())
                    : all.subList(0, Math.min(limit, all.size()));
            var link = page.isEmpty()
                    ? Map.<String, String>of()
                    : Map.of(
                            "Link",
                            "<https://m.example/api?max_id=%s>; rel=\"next\", <https://m.example/api?limit=40&min_id=%s>; rel=\"prev\""
                                    .formatted(mastodonId(page.getLast()), mastodonId(page.getFirst())));
            return new Reply(
                    200,
                    link,
                    page.stream().map(NetworkScript::mastodonStatus).collect(Collectors.joining(",", "[", "]")));
        }
    },

    MASTODON_STREAM(true, true) {
        @Override
        public String kind() {
            return "MASTODON";
        }

        @Override
        Connector connector(Fetcher fetcher, World world, String server) {
            return new MastodonConnector(fetcher, world.clock);
        }

        @Override
        Map<String, String> settings(String server) {
            return Map.of("server", server, "hashtag", "#wifi", "stream", "yes");
        }

        @Override
        Map<String, String> credentials() {
            return MASTODON.credentials();
        }

        /** The lists, and a stream that tells everything from the beginning and ends; edits it tells twice. */
        @Override
        Reply answer(String path, Map<String, String> query, World world) {
            if (path.equals("/api/v2/instance")) {
                return Reply.json("{\"configuration\":{\"urls\":{\"streaming\":\"wss://elsewhere.example\"}}}");
            }
            if (!path.equals("/api/v1/streaming/hashtag")) {
                return MASTODON.answer(path, query, world);
            }
            var told = new StringBuilder(":)\n\n");
            for (var change : world.changes()) {
                told.append(
                        switch (change.kind()) {
                            case "CREATED" -> event("update", mastodonStatus(change.message()));
                            case "EDITED" ->
                                event("status.update", mastodonStatus(change.message()))
                                        .repeat(2);
                            default -> event("delete", mastodonId(change.message()));
                        });
            }
            return new Reply(200, Map.of("Content-Type", "text/event-stream"), told + ":thump\n");
        }

        private String event(String kind, String data) {
            return "event: " + kind + "\ndata: " + data + "\n\n";
        }
    },

    WORDPRESS(true, true) {
        @Override
        Connector connector(Fetcher fetcher, World world, String server) {
            return new WordPressConnector(fetcher, world.clock);
        }

        @Override
        Map<String, String> settings(String server) {
            return Map.of("url", server + "/", "user", "us");
        }

        @Override
        Map<String, String> credentials() {
            return Map.of("applicationPassword", SECRET);
        }

        @Override
        Reply answer(String path, Map<String, String> query, World world) {
            var route = query.getOrDefault("rest_route", "");
            if (route.equals("/wp/v2/users/me")) {
                return Reply.json("{\"id\":1}");
            }
            if (route.equals("/wp/v2/posts")) {
                return Reply.json("[]");
            }
            if (!route.equals("/wp/v2/comments")) {
                var asked = route.replaceFirst(".*/", "");
                return world.newestFirst().stream()
                        .filter(said -> String.valueOf(said.number()).equals(asked))
                        .findFirst()
                        .map(said -> Reply.json(comment(said)))
                        .orElse(new Reply(401, Map.of(), "{\"code\":\"rest_cannot_read\"}"));
            }
            var all = world.newestFirst();
            var from = (Integer.parseInt(query.getOrDefault("page", "1")) - 1) * 100;
            if (from > 0 && from >= all.size()) {
                return new Reply(400, Map.of(), "{\"code\":\"rest_comment_invalid_page_number\"}");
            }
            return Reply.json(all.subList(from, Math.min(all.size(), from + 100)).stream()
                    .map(this::comment)
                    .collect(Collectors.joining(",", "[", "]")));
        }

        private String comment(Said said) {
            return "{\"id\":%d,\"post\":1,\"parent\":0,\"author\":0,\"author_name\":\"Leo\",\"date_gmt\":\"%s\",\"content\":{\"rendered\":\"<p>%s</p>\"},\"link\":\"https://blog.example/?p=1#comment-%d\",\"status\":\"approved\"}"
                    .formatted(said.number(), said.at().toString().replace("Z", ""), said.text(), said.number());
        }
    },

    MEDIAWIKI(false, true) {
        @Override
        Connector connector(Fetcher fetcher, World world, String server) {
            return new MediaWikiConnector(fetcher, world.clock);
        }

        @Override
        Map<String, String> settings(String server) {
            return Map.of("url", server + "/w/api.php", "namespaces", "1, 3");
        }

        @Override
        Reply answer(String path, Map<String, String> query, World world) {
            var all = world.newestFirst();
            if (query.containsKey("revids")) {
                var shown = all.stream().map(said -> said.number()).toList();
                var asked = List.of(query.get("revids").split("\\|")).stream()
                        .map(Integer::valueOf)
                        .toList();
                var bad = asked.stream()
                        .filter(number -> !shown.contains(number))
                        .map(number -> "{\"revid\":" + number + ",\"missing\":true}")
                        .collect(Collectors.joining(","));
                var pages = asked.stream()
                        .filter(shown::contains)
                        .map(number -> query.getOrDefault("rvprop", "").contains("content")
                                ? "{\"revid\":%d,\"sha1\":\"x\",\"slots\":{\"main\":{\"content\":\"%s\"}}}"
                                        .formatted(number, talkPage(all, number))
                                : "{\"revid\":%d,\"sha1\":\"x\"}".formatted(number))
                        .collect(Collectors.joining(","));
                return Reply.json(
                        "{\"query\":{\"badrevids\":[" + bad + "],\"pages\":[{\"revisions\":[" + pages + "]}]}}");
            }
            var end = Optional.ofNullable(query.get("rcend"));
            var listed = all.stream()
                    .filter(said -> end.isEmpty() || !said.at().isBefore(Instant.parse(end.get())))
                    .toList();
            var from = Integer.parseInt(query.getOrDefault("rccontinue", "0"));
            var page = listed.subList(Math.min(from, listed.size()), Math.min(listed.size(), from + 50)).stream()
                    .map(said ->
                            "{\"type\":\"edit\",\"revid\":%d,\"old_revid\":%d,\"pageid\":4,\"title\":\"Talk:Wifi\",\"user\":\"Leo\",\"userid\":9,\"timestamp\":\"%s\"}"
                                    .formatted(
                                            said.number(),
                                            all.stream()
                                                    .mapToInt(Said::number)
                                                    .filter(number -> number < said.number())
                                                    .max()
                                                    .orElse(0),
                                            said.at()))
                    .collect(Collectors.joining(","));
            var more = from + 50 < listed.size() ? "\"continue\":{\"rccontinue\":\"" + (from + 50) + "\"}," : "";
            return Reply.json("{" + more + "\"query\":{\"recentchanges\":[" + page + "]}}");
        }

        /** What is older than twenty messages is in the page's archive. */
        private String talkPage(List<Said> newestFirst, int number) {
            return newestFirst.stream()
                    .filter(said -> said.number() <= number)
                    .sorted(Comparator.comparing(Said::number).reversed())
                    .limit(20)
                    .toList()
                    .reversed()
                    .stream()
                    .map(Said::text)
                    .collect(Collectors.joining("\\n"));
        }
    },

    DISCOURSE(true, true) {
        @Override
        Connector connector(Fetcher fetcher, World world, String server) {
            return new DiscourseConnector(fetcher, world.clock);
        }

        @Override
        Map<String, String> settings(String server) {
            return Map.of("url", server, "user", "us");
        }

        @Override
        Map<String, String> credentials() {
            return Map.of("apiKey", SECRET);
        }

        @Override
        Reply answer(String path, Map<String, String> query, World world) {
            var all = world.newestFirst().stream()
                    .sorted(Comparator.comparing(Said::number).reversed())
                    .toList();
            if (!path.equals("/posts.json")) {
                var asked = path.replaceAll("\\D", "");
                return all.stream()
                        .filter(said -> String.valueOf(said.number()).equals(asked))
                        .findFirst()
                        .map(said -> Reply.json(post(said)))
                        .orElse(new Reply(404, Map.of(), "{\"errors\":[\"not found\"],\"error_type\":\"not_found\"}"));
            }
            var top = all.isEmpty() ? 0 : all.getFirst().number();
            var before = Integer.parseInt(query.getOrDefault("before", String.valueOf(top)));
            return Reply.json("{\"latest_posts\":"
                    + all.stream()
                            .filter(said -> said.number() <= before && said.number() > before - 50)
                            .map(this::post)
                            .collect(Collectors.joining(",", "[", "]"))
                    + "}");
        }

        private String post(Said said) {
            return "{\"id\":%d,\"topic_id\":7,\"post_number\":%d,\"post_type\":1,\"username\":\"leo\",\"user_id\":3,\"created_at\":\"%s\",\"cooked\":\"<p>%s</p>\",\"version\":%d,\"topic_slug\":\"wifi\",\"topic_title\":\"Wifi\"}"
                    .formatted(said.number(), said.number(), said.at(), said.text(), said.edited() ? 2 : 1);
        }
    },

    GHOST(true, true) {
        @Override
        Connector connector(Fetcher fetcher, World world, String server) {
            return new GhostConnector(fetcher, world.clock);
        }

        @Override
        Map<String, String> settings(String server) {
            return Map.of("url", server);
        }

        @Override
        Map<String, String> credentials() {
            return Map.of(
                    "adminKey",
                    "6b03af6712da:" + HexFormat.of().formatHex(SECRET.repeat(2).getBytes(UTF_8)));
        }

        @Override
        Reply answer(String path, Map<String, String> query, World world) {
            var all = world.newestFirst();
            var from = (Integer.parseInt(query.get("page")) - 1) * 100;
            var page = all.subList(Math.min(from, all.size()), Math.min(all.size(), from + 100)).stream()
                    .map(said ->
                            "{\"id\":\"c%d\",\"status\":\"published\",\"html\":\"<p>%s</p>\",\"created_at\":\"%s\",\"member\":{\"id\":\"m1\",\"name\":\"Leo\"},\"post\":{\"id\":\"p1\"}}"
                                    .formatted(said.number(), said.text(), said.at()))
                    .collect(Collectors.joining(","));
            return Reply.json("{\"comments\":[" + page + "],\"meta\":{\"pagination\":{\"pages\":"
                    + (all.size() + 99) / 100 + "}}}");
        }
    },

    WALINE(true, true) {
        @Override
        Connector connector(Fetcher fetcher, World world, String server) {
            return new WalineConnector(fetcher, world.clock);
        }

        @Override
        Map<String, String> settings(String server) {
            return Map.of("url", server, "user", "us@example.test");
        }

        @Override
        Map<String, String> credentials() {
            return Map.of("password", SECRET);
        }

        @Override
        Reply answer(String path, Map<String, String> query, World world) {
            if (path.endsWith("/token")) {
                return Reply.json("{\"errno\":0,\"errmsg\":\"\",\"data\":{\"token\":\"t\"}}");
            }
            var all = world.newestFirst();
            var from = (Integer.parseInt(query.get("page")) - 1) * 100;
            var page = all.subList(Math.min(from, all.size()), Math.min(all.size(), from + 100)).stream()
                    .map(said ->
                            "{\"objectId\":%d,\"comment\":\"<p>%s</p>\",\"nick\":\"Leo\",\"url\":\"/wifi\",\"pid\":null,\"time\":%d}"
                                    .formatted(
                                            said.number(),
                                            said.text(),
                                            said.at().toEpochMilli()))
                    .collect(Collectors.joining(","));
            return Reply.json("{\"errno\":0,\"errmsg\":\"\",\"data\":{\"totalPages\":" + (all.size() + 99) / 100
                    + ",\"data\":[" + page + "]}}");
        }
    },

    IMAP(false, false) {
        @Override
        Connector connector(Fetcher fetcher, World world, String server) {
            return new ImapConnector(fetcher, world.clock);
        }

        @Override
        Map<String, String> settings(String server) {
            return Map.of("server", server, "user", "us@example.test");
        }

        @Override
        Map<String, String> credentials() {
            return Map.of("password", SECRET);
        }

        @Override
        Stub serve(World world, Supplier<Optional<Reply>> fault, UnaryOperator<String> telling) {
            return new StubMailServer(world, fault, telling);
        }

        @Override
        boolean saysHowLongToWait() {
            return false;
        }

        @Override
        Reply answer(String path, Map<String, String> query, World world) {
            throw new UnsupportedOperationException("It speaks no HTTP");
        }
    };

    /** Whatever is secret about a source of these scripts. */
    static final String SECRET = "never-to-be-told";

    private final boolean tellsEdits;
    private final boolean tellsDeletions;

    NetworkScript(boolean tellsEdits, boolean tellsDeletions) {
        this.tellsEdits = tellsEdits;
        this.tellsDeletions = tellsDeletions;
    }

    /** What its connector is called; one may listen in more than one way. */
    public String kind() {
        return name();
    }

    boolean tellsEdits() {
        return tellsEdits;
    }

    boolean tellsDeletions() {
        return tellsDeletions;
    }

    abstract Connector connector(Fetcher fetcher, World world, String server);

    /** The network itself, which breaks in the way that is said as long as one is, and tells what it tells in the way that is said. */
    Stub serve(World world, Supplier<Optional<Reply>> fault, UnaryOperator<String> telling) {
        return new StubServer(asked -> fault.get().orElseGet(() -> {
            var told = answer(asked, world);
            return new Reply(told.status(), told.headers(), telling.apply(told.body()));
        }));
    }

    boolean saysHowLongToWait() {
        return true;
    }

    abstract Map<String, String> settings(String server);

    Map<String, String> credentials() {
        return Map.of();
    }

    abstract Reply answer(String path, Map<String, String> query, World world);

    Reply answer(String asked, World world) {
        var uri = URI.create(asked.substring(asked.indexOf(' ') + 1));
        var query = new TreeMap<String, String>();
        for (var pair : Optional.ofNullable(uri.getRawQuery())
                .map(text -> List.of(text.split("&")))
                .orElse(List.of())) {
            var parts = pair.split("=", 2);
            query.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return answer(uri.getPath(), query, world);
    }

    private static String mastodonId(Said said) {
        return Long.toString((said.at().toEpochMilli() << 16) + said.number());
    }

    private static String mastodonStatus(Said said) {
        return "{\"id\":\"%s\",\"uri\":\"https://m.example/s/%d\",\"url\":\"https://m.example/@leo/%d\",\"created_at\":\"%s\",\"edited_at\":%s,\"content\":\"<p>%s</p>\",\"account\":{\"acct\":\"leo\"}}"
                .formatted(
                        mastodonId(said),
                        said.number(),
                        said.number(),
                        said.at(),
                        said.edited() ? "\"" + said.at() + "\"" : "null",
                        said.text());
    }

    /** What a Jetstream tells whoever asks like this. */
    static List<String> commits(String asked, World world) {
        var from = Long.parseLong(asked.replaceFirst(".*cursor=", ""));
        return world.changes().stream()
                .filter(change -> micros(change) >= from)
                .map(NetworkScript::commit)
                .toList();
    }

    private static long micros(World.Change change) {
        return change.at().toEpochMilli() * 1_000;
    }

    private static String commit(World.Change change) {
        var said = change.message();
        var operation = switch (change.kind()) {
            case "CREATED" -> "create";
            case "EDITED" -> "update";
            default -> "delete";
        };
        var record = "{\"text\":\"%s\",\"createdAt\":\"%s\",\"facets\":[{\"features\":[{\"did\":\"did:plc:us\"}]}]}"
                .formatted(said.text(), said.at());
        return "{\"did\":\"did:plc:leo\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":{\"operation\":\"%s\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"%d\"%s}}"
                .formatted(micros(change), operation, said.number(), said.deleted() ? "" : ",\"record\":" + record);
    }
}
