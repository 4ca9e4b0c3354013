package org.parvis.test.atproto;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Somebody with an account on the network who uses it directly, without Parvis. */
public final class NetworkUser {

    private static final String POST = "app.bsky.feed.post";

    private final String did;
    private final String handle;
    private final String password;
    private final Xrpc server;

    private NetworkUser(String did, String handle, String password, Xrpc server) {
        this.did = did;
        this.handle = handle;
        this.password = password;
        this.server = server;
    }

    /** A record that was written: where it is, and the hash of what it says. */
    public record Written(String uri, String cid) {

        static Written of(JsonNode answer) {
            return new Written(answer.path("uri").asString(), answer.path("cid").asString());
        }

        Map<String, String> reference() {
            return Map.of("uri", uri, "cid", cid);
        }

        /** The last part of its address, which is its name within the repository. */
        public String key() {
            return uri.substring(uri.lastIndexOf('/') + 1);
        }
    }

    static NetworkUser join(URI dataServer, String name) {
        var handle = name + ".test";
        var password = "pw-" + name + "-4711";
        var server = Xrpc.asNobody(dataServer);
        var session = server.procedure(
                "com.atproto.server.createAccount",
                Map.of("handle", handle, "email", name + "@example.test", "password", password));
        return new NetworkUser(
                session.path("did").asString(),
                handle,
                password,
                server.bearing(session.path("accessJwt").asString()));
    }

    public String did() {
        return did;
    }

    public String handle() {
        return handle;
    }

    public String password() {
        return password;
    }

    /** A password for a program, which can be taken back. */
    public String appPassword(String name) {
        return server.procedure("com.atproto.server.createAppPassword", Map.of("name", name))
                .path("password")
                .asString();
    }

    public void takesBackAppPassword(String name) {
        server.procedure("com.atproto.server.revokeAppPassword", Map.of("name", name));
    }

    public Written writes(String text) {
        return write(record(text));
    }

    /** Writes a post that mentions somebody, so that they are notified. */
    public Written mentions(NetworkUser other, String text) {
        var at = "@" + other.handle;
        var start = text.substring(0, text.indexOf(at)).getBytes(StandardCharsets.UTF_8).length;
        var record = record(text);
        record.put(
                "facets",
                List.of(Map.of(
                        "index", Map.of("byteStart", start, "byteEnd", start + at.length()),
                        "features", List.of(Map.of("$type", "app.bsky.richtext.facet#mention", "did", other.did)))));
        return write(record);
    }

    /** Answers in the thread that begins with {@code root}. */
    public Written answers(Written root, Written parent, String text) {
        var record = record(text);
        record.put("reply", Map.of("root", root.reference(), "parent", parent.reference()));
        return write(record);
    }

    private static Map<String, Object> record(String text) {
        var record = new LinkedHashMap<String, Object>();
        record.put("$type", POST);
        record.put("text", text);
        record.put("langs", List.of("fr"));
        record.put("createdAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        return record;
    }

    private Written write(Map<String, Object> record) {
        return Written.of(server.procedure(
                "com.atproto.repo.createRecord", Map.of("repo", did, "collection", POST, "record", record)));
    }

    public void deletes(Written post) {
        server.procedure("com.atproto.repo.deleteRecord", Map.of("repo", did, "collection", POST, "rkey", post.key()));
    }

    /** Everything this account ever posted and did not delete, as the data server holds it. */
    public List<JsonNode> posts() {
        return server.query("com.atproto.repo.listRecords", Map.of("limit", "100", "collection", POST, "repo", did))
                .path("records")
                .valueStream()
                .toList();
    }

    /** Changes with every commit to what this account holds. */
    public String revision() {
        return server.query("com.atproto.sync.getLatestCommit", Map.of("did", did))
                .path("rev")
                .asString();
    }

    /** The texts that readers see below a post. */
    public List<String> answersBelow(Written post) {
        return server.query("app.bsky.feed.getPostThread", Map.of("uri", post.uri()))
                .path("thread")
                .path("replies")
                .valueStream()
                .map(reply -> reply.path("post").path("record").path("text").asString())
                .toList();
    }
}
