package org.parvis.system.world;

import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The town as its inhabitants and its operator see it: who speaks, what is there, and what the network counted. */
public final class TownSquare {

    private final URI address;
    private final Api api;

    public TownSquare(URI address) {
        this.address = address;
        this.api = new Api(address, null);
    }

    /** Something that was said. */
    public record Said(String id, String url, String text) {

        static Said of(JsonNode post) {
            return new Said(Answer.text(post, "id"), Answer.text(post, "url"), Answer.text(post, "text"));
        }
    }

    public URI address() {
        return address;
    }

    /** Somebody moves in, or is there already; answers the token of the account. */
    public String welcome(String handle, String name, String kind, String language) {
        return api.put(
                        "/control/api/accounts/" + handle,
                        Map.of("displayName", name, "kind", kind, "language", language))
                .ok()
                .text("token");
    }

    /** Somebody says something. */
    public Said says(String handle, String language, String text) {
        return Said.of(api.post("/control/api/posts", Map.of("as", handle, "language", language, "text", text))
                .ok()
                .json());
    }

    /** Somebody answers in a thread. */
    public Said answers(String handle, String language, String text, Said to) {
        return Said.of(api.post(
                        "/control/api/posts",
                        Map.of("as", handle, "language", language, "text", text, "inReplyTo", to.id()))
                .ok()
                .json());
    }

    /** The whole thread, its first message first. */
    public List<JsonNode> thread(Said post) {
        return api.get("/api/posts/" + post.id() + "/thread").ok().items();
    }

    /** The answers an account gave in a thread. */
    public List<JsonNode> answersOf(String handle, Said post) {
        return thread(post).stream()
                .filter(item -> Answer.text(item, "author", "handle").equals(handle))
                .filter(item -> !Answer.text(item, "id").equals(post.id()))
                .toList();
    }

    /** How often the network carried out the writing of this text by this account; its own count, not what is visible. */
    public int timesCreated(String handle, String text) {
        return api.get("/control/api/stats")
                .ok()
                .json()
                .path("createdByText")
                .valueStream()
                .filter(row -> Answer.text(row, "account").equals(handle))
                .filter(row -> Answer.text(row, "text").equals(text))
                .mapToInt(row -> row.path("count").asInt())
                .sum();
    }

    /** How much an account wrote at all. */
    public int created(String handle) {
        return api.get("/control/api/stats")
                .ok()
                .json()
                .path("createdByAccount")
                .path(handle)
                .asInt(0);
    }

    /** Switches a fault on. */
    public void fault(String id, Map<String, ?> fault) {
        api.put("/control/api/faults/" + id, fault).ok();
    }

    public void noFaults() {
        api.delete("/control/api/faults").ok();
    }
}
