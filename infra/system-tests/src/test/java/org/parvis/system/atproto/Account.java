package org.parvis.system.atproto;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.parvis.system.world.Api;
import tools.jackson.databind.JsonNode;

/** Somebody's account on the network, used directly, without Parvis. */
record Account(String did, String handle, String password, Api api) {

    private static final String POST = "app.bsky.feed.post";

    /** A record that was written: where it is, and the hash of what it says. */
    record Written(String uri, String cid) {}

    static Account create(URI server, String name) {
        var handle = name + ".test";
        var password = "pw-" + name + "-4711";
        var session = new Api(server, null)
                .post(
                        "/xrpc/com.atproto.server.createAccount",
                        Map.of("handle", handle, "email", name + "@example.test", "password", password))
                .ok();
        return new Account(session.text("did"), handle, password, new Api(server, session.text("accessJwt")));
    }

    /** Writes a post that mentions another account, so that it is notified. */
    Written mentions(Account other, String text) {
        var at = "@" + other.handle();
        var start = text.substring(0, text.indexOf(at)).getBytes(StandardCharsets.UTF_8).length;
        var facet = Map.of(
                "index", Map.of("byteStart", start, "byteEnd", start + at.length()),
                "features", List.of(Map.of("$type", "app.bsky.richtext.facet#mention", "did", other.did())));
        var answer = api.post(
                        "/xrpc/com.atproto.repo.createRecord",
                        Map.of(
                                "repo", did,
                                "collection", POST,
                                "record",
                                        Map.of(
                                                "$type", POST,
                                                "text", text,
                                                "langs", List.of("fr"),
                                                "facets", List.of(facet),
                                                "createdAt",
                                                        Instant.now()
                                                                .truncatedTo(ChronoUnit.MILLIS)
                                                                .toString())))
                .ok();
        return new Written(answer.text("uri"), answer.text("cid"));
    }

    /** Everything this account ever posted and did not delete, as the server holds it. */
    List<JsonNode> posts() {
        return api.get("/xrpc/com.atproto.repo.listRecords?limit=100&collection=" + POST + "&repo=" + did)
                .ok()
                .json()
                .path("records")
                .valueStream()
                .toList();
    }

    /** The texts that readers see below a post. */
    List<String> answersBelow(Written post) {
        return api.get("/xrpc/app.bsky.feed.getPostThread?uri=" + post.uri())
                .ok()
                .json()
                .path("thread")
                .path("replies")
                .valueStream()
                .map(reply -> reply.path("post").path("record").path("text").asString())
                .toList();
    }
}
