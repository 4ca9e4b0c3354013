package org.parvis.town.hook;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.parvis.town.square.Change;

/**
 * Calls whoever wants to know of changes, as a network does: without waiting, once, signed. Calls may be lost, made twice, or overtake one
 * another, as it is set; nobody is ever called again because nobody answered.
 */
public final class Hooks implements AutoCloseable {

    /** The header with the signature: {@code sha256=} and the HMAC of the body in hexadecimal. */
    public static final String SIGNATURE = "X-Signature-256";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST = 20;

    private final Map<String, Hook> hooks = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Random random;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .executor(threads)
            .build();

    public Hooks(long seed) {
        this.random = new Random(seed);
    }

    public synchronized void set(String id, Hook hook) {
        if (!id.matches("[a-z0-9-]{1,64}") || (hooks.size() >= MOST && !hooks.containsKey(id))) {
            throw new HookRefused("id");
        }
        hooks.put(id, hook);
    }

    public synchronized void remove(String id) {
        hooks.remove(id);
    }

    /** What became of the calls so far: made, dropped, repeated. */
    public synchronized Map<String, Integer> counts() {
        return new LinkedHashMap<>(counts);
    }

    /** Something happened; returns at once. */
    public synchronized void changed(Change change) {
        for (var hook : hooks.values()) {
            if (random.nextDouble() < hook.dropped()) {
                count("dropped");
                continue;
            }
            call(hook, change);
            if (random.nextDouble() < hook.repeated()) {
                count("repeated");
                call(hook, change);
            }
        }
    }

    private void call(Hook hook, Change change) {
        count("made");
        var late = Math.round(random.nextDouble() * hook.seconds() * 1000);
        Executor later = late == 0 ? threads : CompletableFuture.delayedExecutor(late, TimeUnit.MILLISECONDS, threads);
        later.execute(() -> send(hook, change));
    }

    private synchronized void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private void send(Hook hook, Change change) {
        var body = "{\"change\":" + change.number() + ",\"kind\":\"" + change.kind() + "\",\"post\":\"" + change.post()
                + "\"}";
        var request = HttpRequest.newBuilder(hook.url())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header(SIGNATURE, "sha256=" + signature(hook.secret(), body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var unused = http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenAccept(answer -> count("answered " + answer.statusCode()))
                .exceptionally(e -> {
                    count("unanswered");
                    return null;
                });
    }

    static String signature(String secret, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not usable in this Java runtime", e);
        }
    }

    @Override
    public synchronized void close() {
        hooks.clear();
        threads.shutdownNow();
    }
}
