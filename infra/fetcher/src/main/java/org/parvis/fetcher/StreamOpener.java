package org.parvis.fetcher;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Asks for a stream at one checked address, over a line that the stream then keeps: no pool, no retry, no redirect. */
final class StreamOpener {

    private static final String HANDSHAKE = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int SWITCHING = 101;
    private static final int MOST_BEFORE_THE_ANSWER = 8;

    private final FetchPolicy policy;
    private final AddressGuard guard;
    private final SSLSocketFactory tls;
    private final ScheduledExecutorService timer;
    private final RetryAfter retryAfter;
    private final SecureRandom random = new SecureRandom();

    StreamOpener(
            FetchPolicy policy,
            AddressGuard guard,
            SSLSocketFactory tls,
            ScheduledExecutorService timer,
            RetryAfter retryAfter) {
        this.policy = policy;
        this.guard = guard;
        this.tls = tls;
        this.timer = timer;
        this.retryAfter = retryAfter;
    }

    ListenResult open(Target target, ListenRequest wanted, Deadline deadline) throws RefusedTarget, BrokenExchange {
        var addresses = guard.admit(target, Exchange.PORTS, deadline);
        var line = Line.open(target, addresses, tls, deadline, timer);
        var kept = false;
        try {
            var result = ask(line, target, wanted);
            kept = result instanceof ListenResult.Listening;
            return result;
        } catch (IOException | HttpException e) {
            throw Exchange.broken(e, target, deadline);
        } finally {
            if (!kept) {
                line.close();
            }
        }
    }

    private ListenResult ask(Line line, Target target, ListenRequest wanted)
            throws IOException, HttpException, BrokenExchange {
        var http = line.http();
        var key = key();
        http.sendRequestHeader(request(target, wanted, key));
        http.flush();
        var response = receiveHead(http);
        var headers = Exchange.headers(response);
        var status = response.getCode();
        if (status != SWITCHING && (status < 200 || status >= 300)) {
            return new ListenResult.Other(new FetchResult.HttpError(
                    target.uri(), status, headers, Body.EMPTY, retryAfter.of(status, headers)));
        }
        var messages = switch (wanted.form()) {
            case EVENTS -> {
                requireEvents(status, headers);
                yield new EventMessages(content(http, response), wanted.longest());
            }
            case SOCKET -> {
                requireSocket(status, headers, key);
                yield new SocketMessages(
                        content(http, response), line.wire().getOutputStream(), wanted.longest(), random);
            }
        };
        return new ListenResult.Listening(new OpenStream(line, messages));
    }

    private BasicClassicHttpRequest request(Target target, ListenRequest wanted, String key) {
        var request = new BasicClassicHttpRequest("GET", target.path());
        request.setHeader("Host", target.hostHeader());
        request.setHeader("User-Agent", policy.userAgent());
        switch (wanted.form()) {
            case EVENTS -> {
                request.setHeader("Connection", "close");
                request.setHeader("Accept", "text/event-stream");
                // What is compressed comes in blocks, and not when it is said.
                request.setHeader("Accept-Encoding", "identity");
            }
            case SOCKET -> {
                request.setHeader("Connection", "Upgrade");
                request.setHeader("Upgrade", "websocket");
                request.setHeader("Sec-WebSocket-Version", "13");
                request.setHeader("Sec-WebSocket-Key", key);
            }
        }
        wanted.headers().forEach(request::setHeader);
        return request;
    }

    private static ClassicHttpResponse receiveHead(DefaultBHttpClientConnection http)
            throws IOException, HttpException, BrokenExchange {
        for (var i = 0; i < MOST_BEFORE_THE_ANSWER; i++) {
            var response = http.receiveResponseHeader();
            if (response.getCode() >= 200 || response.getCode() == SWITCHING) {
                return response;
            }
        }
        throw new BrokenExchange(FailureKind.PROTOCOL, true, "only interim answers");
    }

    private InputStream content(DefaultBHttpClientConnection http, ClassicHttpResponse response)
            throws IOException, HttpException, BrokenExchange {
        http.receiveResponseEntity(response);
        var entity = response.getEntity();
        if (entity == null) {
            throw noStream("nothing comes");
        }
        return new CountedStream(entity.getContent(), policy.maxWireBytes());
    }

    private static void requireEvents(int status, Headers headers) throws BrokenExchange {
        var type = headers.first("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (status != 200 || !type.startsWith("text/event-stream")) {
            throw noStream("the answer is of another type");
        }
        if (headers.all("content-encoding").stream().anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"))) {
            throw new BrokenExchange(FailureKind.ENCODING, true, "a stream that is encoded");
        }
    }

    private static void requireSocket(int status, Headers headers, String key) throws BrokenExchange {
        var agreed = headers.first("sec-websocket-accept").map(String::strip).orElse("");
        if (status != SWITCHING
                || !headers.first("upgrade").orElse("").strip().equalsIgnoreCase("websocket")
                || !agreed.equals(agreement(key))) {
            throw noStream("no WebSocket was agreed");
        }
        // We offered none, and what follows is no body.
        if (headers.first("sec-websocket-extensions").isPresent()
                || headers.first("sec-websocket-protocol").isPresent()
                || headers.first("content-length").isPresent()
                || headers.first("transfer-encoding").isPresent()) {
            throw noStream("more was agreed than was offered");
        }
    }

    private String key() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String agreement(String key) {
        try {
            // Not a secret: it says that the other side read the question (RFC 6455, 4.2.2).
            var digest = MessageDigest.getInstance("SHA-1").digest((key + HANDSHAKE).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-1", e);
        }
    }

    private static BrokenExchange noStream(String why) {
        return new BrokenExchange(FailureKind.PROTOCOL, true, "no stream: " + why);
    }
}
