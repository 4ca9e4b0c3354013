package org.parvis.town.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Status, headers, body. */
public final class Response {

    private final int status;
    private final List<Header> headers;
    private final byte[] body;

    private Response(int status, List<Header> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** A response of that type; text is sent in UTF-8. */
    public static Response of(int status, String contentType, String text) {
        return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A response of that type. */
    public static Response of(int status, String contentType, byte[] body) {
        return new Response(status, List.of(new Header("Content-Type", contentType)), body);
    }

    /** A response without a body. */
    public static Response empty(int status) {
        return new Response(status, List.of(), new byte[0]);
    }

    /** Sends a browser on after a form, so that reloading does not send the form again. */
    public static Response seeOther(String location) {
        return empty(303).with("Location", location);
    }

    /** The same response with one header more. */
    public Response with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(status, List.copyOf(more), body);
    }

    public int status() {
        return status;
    }

    public List<Header> headers() {
        return headers;
    }

    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    public byte[] body() {
        return body.clone();
    }

    public Answer asAnswer() {
        return new Answer.Said(this);
    }
}
