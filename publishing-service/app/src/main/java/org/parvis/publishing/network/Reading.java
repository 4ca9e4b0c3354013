package org.parvis.publishing.network;

import java.util.function.Consumer;
import org.parvis.fetcher.FetchRequest;
import org.parvis.fetcher.FetchResult;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Headers;
import org.parvis.fetcher.Json;
import tools.jackson.databind.JsonNode;

/** One question to a network's API and what it answered, as JSON. */
public sealed interface Reading {

    /** Success. */
    record Answer(JsonNode content) implements Reading {}

    /** The network answered, with a status that is no success; {@code content} is its error body. */
    record Problem(int status, JsonNode content) implements Reading {}

    /** No answer. */
    record Nothing(String cause) implements Reading {}

    static Reading of(Fetcher fetcher, FetchRequest request) {
        return of(fetcher, request, headers -> {});
    }

    /** @param learning looks at the headers of whatever answer comes */
    static Reading of(Fetcher fetcher, FetchRequest request, Consumer<Headers> learning) {
        return switch (fetcher.fetch(request)) {
            case FetchResult.Fetched fetched -> {
                learning.accept(fetched.headers());
                yield new Answer(Json.read(fetched.body()));
            }
            case FetchResult.HttpError error -> {
                learning.accept(error.headers());
                yield new Problem(error.status(), Json.read(error.body()));
            }
            case FetchResult.NotModified ignored -> new Nothing("NOT_MODIFIED");
            case FetchResult.Refused refused -> new Nothing(refused.reason() + ": " + refused.detail());
            case FetchResult.Failed failed -> new Nothing(failed.kind() + ": " + failed.detail());
        };
    }
}
