package org.parvis.fetcher;

import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only door through which Parvis talks to the outside world.
 *
 * <p>{@link #fetch} reads: it may follow redirects, each checked like the first address. {@link #send} changes
 * something: exactly one try, and a result that says whether a byte may have left. {@link #open} hands out a line to a
 * server that does not speak HTTP, {@link #listen} a stream of messages. All connect to the very address they checked, finish within an absolute time, and never
 * throw for what the other side does. Thread-safe; callers bound
 * how many they run at once.
 */
public final class Fetcher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Fetcher.class);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> PERMANENT = Set.of(301, 308);

    private final FetchPolicy policy;
    private final LongSupplier nanoTime;
    private final ScheduledThreadPoolExecutor timer;
    private final AddressGuard guard;
    private final SSLSocketFactory tls;
    private final Exchange exchange;
    private final RetryAfter retryAfter;
    private final StreamOpener streams;

    public Fetcher(FetchPolicy policy, Clock clock) {
        this(policy, Resolver.system(), clock);
    }

    /** With a resolver of the caller's, for networks with a resolver of their own and for tests. */
    public Fetcher(FetchPolicy policy, Resolver resolver, Clock clock) {
        this(policy, resolver, clock, defaultTls(), System::nanoTime);
    }

    Fetcher(FetchPolicy policy, Resolver resolver, Clock clock, SSLSocketFactory tls, LongSupplier nanoTime) {
        this.policy = policy;
        this.nanoTime = nanoTime;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("fetcher-deadline").factory());
        timer.setRemoveOnCancelPolicy(true);
        this.guard = new AddressGuard(resolver, policy.allowed());
        this.tls = tls;
        this.exchange = new Exchange(policy, guard, tls, timer);
        this.retryAfter = new RetryAfter(clock);
        this.streams = new StreamOpener(policy, guard, tls, timer, retryAfter);
    }

    /** Reads what is at the address, within the policy's limits. */
    public FetchResult fetch(FetchRequest request) {
        var deadline = deadline(policy.limit());
        try {
            return fetch(request, Target.parse(request.url()), deadline);
        } catch (RefusedTarget e) {
            log.debug("Refused to fetch: {} {}", e.reason(), e.detail());
            return new FetchResult.Refused(e.reason(), e.detail());
        } catch (BrokenExchange e) {
            log.debug("Fetch failed: {} {}", e.kind(), e.detail());
            return new FetchResult.Failed(e.kind(), e.detail());
        }
    }

    private FetchResult fetch(FetchRequest request, Target start, Deadline deadline)
            throws RefusedTarget, BrokenExchange {
        var target = start;
        var headers = conditional(request);
        boolean movedForGood = true;
        for (int hop = 0; hop <= policy.maxRedirects(); hop++) {
            var answer = exchange.perform(
                    target,
                    new Exchange.Outgoing(request.post().isPresent() ? "POST" : "GET", headers, request.post()),
                    deadline);
            var location = answer.headers().first("location");
            if (request.post().isPresent() || location.isEmpty() || !REDIRECTS.contains(answer.status())) {
                var movedTo = hop > 0 && movedForGood ? Optional.of(target.uri()) : Optional.<URI>empty();
                return result(request, target, movedTo, answer);
            }
            var next = target.resolve(location.get());
            if (!next.hasSameOriginAs(target)) {
                headers = withoutCredentials(headers);
            }
            movedForGood = movedForGood && PERMANENT.contains(answer.status());
            target = next;
        }
        throw new BrokenExchange(FailureKind.TOO_MANY_REDIRECTS, true, "more than " + policy.maxRedirects());
    }

    private FetchResult result(FetchRequest request, Target target, Optional<URI> movedTo, Exchange.Incoming answer)
            throws BrokenExchange {
        int status = answer.status();
        if (status == 304) {
            var known = Validators.of(answer.headers());
            return new FetchResult.NotModified(
                    target.uri(), known.equals(Validators.NONE) ? request.validators() : known);
        }
        if (status < 200 || status >= 300) {
            return new FetchResult.HttpError(
                    target.uri(), status, answer.headers(), answer.body(), retryAfter.of(status, answer.headers()));
        }
        if (answer.broken().isPresent()) {
            throw answer.broken().get();
        }
        return new FetchResult.Fetched(
                target.uri(), movedTo, status, answer.headers(), answer.body(), Validators.of(answer.headers()));
    }

    /** Sends once; never follows a redirect, never tries again. */
    public SendResult send(SendRequest request) {
        var deadline = deadline(request.limit());
        try {
            var outgoing = new Exchange.Outgoing(
                    request.method(),
                    request.headers(),
                    Optional.of(new FetchRequest.Posted(request.contentType(), request.body())));
            var answer = exchange.perform(Target.parse(request.url()), outgoing, deadline);
            if (answer.broken().isPresent()) {
                var e = answer.broken().get();
                return new SendResult.Unknown(e.kind(), OptionalInt.of(answer.status()), e.detail());
            }
            return new SendResult.Answered(
                    answer.status(), answer.headers(), answer.body(), retryAfter.of(answer.status(), answer.headers()));
        } catch (RefusedTarget e) {
            return new SendResult.Refused(e.reason(), e.detail());
        } catch (BrokenExchange e) {
            return e.begun()
                    ? new SendResult.Unknown(e.kind(), OptionalInt.empty(), e.detail())
                    : new SendResult.NotSent(e.kind(), e.detail());
        }
    }

    /** Opens a line to a server that speaks another protocol, within the policy's time and size of a fetch. */
    public LineResult open(LineRequest request) {
        var deadline = deadline(policy.limit());
        try {
            var target = request.target();
            var addresses = guard.admit(target, Set.of(request.usualPort()), deadline);
            // Loopback addresses are only admitted where they were allowed expressly.
            if (!target.isSecure()
                    && !addresses.stream()
                            .allMatch(address -> address.getAddress().isLoopbackAddress())) {
                throw new RefusedTarget(Refusal.UNENCRYPTED, target.host());
            }
            var line = Line.open(target, addresses, tls, deadline, timer);
            return new LineResult.Opened(new OpenLine(line, policy.maxWireBytes()));
        } catch (RefusedTarget e) {
            log.debug("Refused to open a line: {} {}", e.reason(), e.detail());
            return new LineResult.Refused(e.reason(), e.detail());
        } catch (BrokenExchange e) {
            log.debug("No line: {} {}", e.kind(), e.detail());
            return new LineResult.Failed(e.kind(), e.detail());
        }
    }

    /** Asks for a stream and listens for as long as was asked, connecting included; a redirect is an error here. */
    public ListenResult listen(ListenRequest request) {
        var deadline = deadline(request.time());
        try {
            return streams.open(Target.parse(request.url()), request, deadline);
        } catch (RefusedTarget e) {
            log.debug("Refused to listen: {} {}", e.reason(), e.detail());
            return new ListenResult.Other(new FetchResult.Refused(e.reason(), e.detail()));
        } catch (BrokenExchange e) {
            log.debug("No stream: {} {}", e.kind(), e.detail());
            return new ListenResult.Other(new FetchResult.Failed(e.kind(), e.detail()));
        }
    }

    private Deadline deadline(Duration limit) {
        return new Deadline(nanoTime, Patience.left(limit));
    }

    private static Map<String, String> conditional(FetchRequest request) {
        var headers = new LinkedHashMap<>(request.headers());
        request.validators().etag().ifPresent(etag -> headers.put("If-None-Match", etag));
        request.validators().lastModified().ifPresent(date -> headers.put("If-Modified-Since", date));
        return headers;
    }

    private static Map<String, String> withoutCredentials(Map<String, String> headers) {
        var kept = new LinkedHashMap<>(headers);
        kept.keySet().removeIf(name -> !HeaderRules.mayCrossOrigins(name));
        return kept;
    }

    private static SSLSocketFactory defaultTls() {
        try {
            return SSLContext.getDefault().getSocketFactory();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
