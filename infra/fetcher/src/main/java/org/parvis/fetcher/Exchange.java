package org.parvis.fetcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.NullEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** One request to one checked address over one connection, and its answer: no pool, no retry, no redirect. */
final class Exchange {

    private static final int MAX_INTERIM_ANSWERS = 8;
    private static final int MAX_ERROR_BODY = 64 * 1024;
    static final Set<Integer> PORTS = Set.of(80, 443);

    private final FetchPolicy policy;
    private final AddressGuard guard;
    private final SSLSocketFactory tls;
    private final ScheduledExecutorService timer;

    Exchange(FetchPolicy policy, AddressGuard guard, SSLSocketFactory tls, ScheduledExecutorService timer) {
        this.policy = policy;
        this.guard = guard;
        this.tls = tls;
        this.timer = timer;
    }

    /** What goes out. */
    record Outgoing(String method, Map<String, String> headers, Optional<FetchRequest.Posted> content) {}

    /** What came back; {@code broken} tells that the body did not arrive whole. */
    record Incoming(int status, Headers headers, Body body, Optional<BrokenExchange> broken) {}

    Incoming perform(Target target, Outgoing outgoing, Deadline deadline) throws RefusedTarget, BrokenExchange {
        var addresses = guard.admit(target, PORTS, deadline);
        try (var line = Line.open(target, addresses, tls, deadline, timer)) {
            var request = request(target, outgoing);
            var http = line.http();
            // Last act before a byte leaves: a process that was stopped for a while and wakes here must not send.
            if (deadline.hasPassed()) {
                throw new BrokenExchange(
                        FailureKind.TIMEOUT, false, "the time was over before the request was written");
            }
            return converse(http, request, target, deadline);
        }
    }

    private BasicClassicHttpRequest request(Target target, Outgoing outgoing) {
        var request = new BasicClassicHttpRequest(outgoing.method(), target.path());
        request.setHeader("Host", target.hostHeader());
        request.setHeader("Connection", "close");
        request.setHeader("User-Agent", policy.userAgent());
        request.setHeader("Accept-Encoding", "gzip, deflate");
        outgoing.headers().forEach(request::setHeader);
        outgoing.content().ifPresent(content -> {
            request.setHeader("Content-Type", content.contentType());
            request.setHeader("Content-Length", content.body().size());
            request.setEntity(
                    content.body().size() == 0
                            ? NullEntity.INSTANCE
                            : new ByteArrayEntity(content.body().bytes(), null));
        });
        return request;
    }

    private Incoming converse(
            DefaultBHttpClientConnection http, BasicClassicHttpRequest request, Target target, Deadline deadline)
            throws BrokenExchange {
        try {
            http.sendRequestHeader(request);
            if (request.getEntity() != null && request.getEntity() != NullEntity.INSTANCE) {
                http.sendRequestEntity(request);
            }
            http.flush();
            var response = receiveHead(http);
            var headers = headers(response);
            try {
                return new Incoming(
                        response.getCode(), headers, receiveBody(http, response, headers, deadline), Optional.empty());
            } catch (BrokenExchange e) {
                return new Incoming(response.getCode(), headers, Body.EMPTY, Optional.of(e));
            } catch (IOException | HttpException e) {
                return new Incoming(response.getCode(), headers, Body.EMPTY, Optional.of(broken(e, target, deadline)));
            }
        } catch (IOException | HttpException e) {
            throw broken(e, target, deadline);
        }
    }

    private static ClassicHttpResponse receiveHead(DefaultBHttpClientConnection http)
            throws IOException, HttpException, BrokenExchange {
        for (int i = 0; i < MAX_INTERIM_ANSWERS; i++) {
            var response = http.receiveResponseHeader();
            if (response.getCode() >= 200) {
                return response;
            }
        }
        throw new BrokenExchange(FailureKind.PROTOCOL, true, "only interim answers");
    }

    private Body receiveBody(
            DefaultBHttpClientConnection http, ClassicHttpResponse response, Headers headers, Deadline deadline)
            throws IOException, HttpException, BrokenExchange {
        int status = response.getCode();
        if (status == 204 || status == 304) {
            return Body.EMPTY;
        }
        http.receiveResponseEntity(response);
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return Body.EMPTY;
        }
        var reader = new BodyReader(policy, deadline);
        if (status >= 400) {
            return reader.readLeniently(content(entity), headers, MAX_ERROR_BODY);
        }
        if (entity.getContentLength() > policy.maxWireBytes()) {
            throw new BrokenExchange(FailureKind.TOO_LARGE, true, entity.getContentLength() + " bytes announced");
        }
        return reader.read(content(entity), headers);
    }

    // The stream must not be closed: closing would read an endless body to its end. The line is cut instead.
    private static InputStream content(HttpEntity entity) throws IOException {
        return entity.getContent();
    }

    static Headers headers(ClassicHttpResponse response) {
        var headers = new Headers.Builder();
        for (var header : response.getHeaders()) {
            headers.add(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
        return headers.build();
    }

    static BrokenExchange broken(Exception e, Target target, Deadline deadline) {
        if (deadline.hasPassed() || e instanceof SocketTimeoutException) {
            return new BrokenExchange(FailureKind.TIMEOUT, true, "no whole answer from " + target.host() + " in time");
        }
        var kind = switch (e) {
            case MessageConstraintException limit -> FailureKind.HEADERS_TOO_LARGE;
            case TruncatedChunkException cut -> FailureKind.RESET;
            case MalformedChunkCodingException chunk -> FailureKind.PROTOCOL;
            case HttpException http -> FailureKind.PROTOCOL;
            case SSLException ssl -> FailureKind.TLS;
            default -> FailureKind.RESET;
        };
        return new BrokenExchange(kind, true, target.host() + ": " + e.getMessage());
    }
}
