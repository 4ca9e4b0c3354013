package org.parvis.publishing.network.bluesky;

import java.util.Map;
import java.util.Optional;
import org.parvis.fetcher.Json;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.Reading;
import tools.jackson.databind.JsonNode;

/** Finds the post that is answered: first as a record, which any server of the network can give, then as the network's view of it. */
final class Parent {

    private final Xrpc xrpc;
    private final Account account;
    private final Session session;

    Parent(Xrpc xrpc, Account account, Session session) {
        this.xrpc = xrpc;
        this.account = account;
        this.session = session;
    }

    /** What became of looking. */
    sealed interface Result {}

    /** It is there, and this is where an answer to it hangs. */
    record Found(ReplyPlace place) implements Result {}

    /** It is not there any more. */
    record Gone(String detail) implements Result {}

    /** The network could not be asked. */
    record NotReached(String cause) implements Result {}

    Result find(String remoteId) {
        var uri = AtUri.parse(remoteId);
        if (uri.isEmpty()) {
            return new Gone("not an address of the network: " + remoteId);
        }
        return switch (xrpc.record(account, session, uri.get())) {
            case Reading.Answer(var content) ->
                place(remoteId, Json.text(content, "cid"), content.path("value"))
                        .<Result>map(Found::new)
                        .orElseGet(() -> view(remoteId));
            // Who holds the record knows first: views still show for a while what was deleted.
            case Reading.Problem problem
            when Xrpc.isNoRecord(problem.content()) -> new Gone(Json.text(problem.content(), "message"));
            case Reading.Problem ignored -> view(remoteId);
            case Reading.Nothing(var cause) -> new NotReached(cause);
        };
    }

    private Result view(String remoteId) {
        return switch (xrpc.query(account, session, "app.bsky.feed.getPosts", Map.of("uris", remoteId))) {
            case Reading.Answer(var content) -> {
                var post = content.path("posts").path(0);
                yield place(remoteId, Json.text(post, "cid"), post.path("record"))
                        .<Result>map(Found::new)
                        .orElseGet(() -> new Gone("the network does not show it"));
            }
            case Reading.Problem(var status, var problem) ->
                Xrpc.mayPass(status) ? new NotReached("STATUS_" + status) : new Gone(Json.text(problem, "error"));
            case Reading.Nothing(var cause) -> new NotReached(cause);
        };
    }

    private static Optional<ReplyPlace> place(String uri, String cid, JsonNode record) {
        if (cid.isEmpty()) {
            return Optional.empty();
        }
        var parent = new ReplyPlace.Place(uri, cid);
        var root = record.path("reply").path("root");
        var first = new ReplyPlace.Place(Json.text(root, "uri"), Json.text(root, "cid"));
        return Optional.of(new ReplyPlace(first.uri().isEmpty() || first.cid().isEmpty() ? parent : first, parent));
    }
}
