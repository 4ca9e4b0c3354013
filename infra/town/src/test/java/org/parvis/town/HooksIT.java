package org.parvis.town;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who wants to be called when something changes. */
@SuppressWarnings("NullAway.Init")
class HooksIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LinkedBlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private HttpServer listener;
    private Town town;

    record Call(String body, String signature) {}

    @BeforeEach
    void open() throws IOException, InterruptedException {
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", exchange -> {
            try (exchange) {
                calls.add(new Call(
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                        String.valueOf(exchange.getRequestHeaders().getFirst("X-Signature-256"))));
                exchange.sendResponseHeaders(202, -1);
            }
        });
        listener.start();
        town = Town.start(0, null, TownOptions.defaults().withoutScript());
        call("PUT", "/control/api/accounts/leo", "{}");
    }

    @AfterEach
    void close() {
        town.close();
        listener.stop(0);
    }

    @Test
    void callsOnceForEachChangeAndSigns() throws Exception {
        hook("\"dropped\":0");
        var id = speak();
        var call = calls.poll(10, TimeUnit.SECONDS);

        assertThat(call).isNotNull();
        assertThat(call.body()).contains("\"kind\":\"CREATED\"", id);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("well kept".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(call.signature())
                .isEqualTo("sha256="
                        + HexFormat.of().formatHex(mac.doFinal(call.body().getBytes(StandardCharsets.UTF_8))));
        call("DELETE", "/control/api/posts/" + id, "");
        assertThat(calls.poll(10, TimeUnit.SECONDS))
                .isNotNull()
                .satisfies(second -> assertThat(second.body()).contains("DELETED"));
        assertThat(calls).isEmpty();
    }

    @Test
    void losesAndRepeatsCallsAsItIsSet() throws Exception {
        hook("\"dropped\":1");
        speak();
        hook("\"dropped\":0,\"repeated\":1");
        var id = speak();
        for (var time = 0; time < 2; time++) {
            assertThat(calls.poll(10, TimeUnit.SECONDS))
                    .isNotNull()
                    .satisfies(call -> assertThat(call.body()).contains(id));
        }
        assertThat(calls).isEmpty();
        assertThat(call("GET", "/control/api/hooks", "")).contains("\"dropped\":1", "\"repeated\":1", "\"made\":2");
    }

    @Test
    void callsNobodyBeyondThisMachine() throws Exception {
        assertThat(send(
                                "PUT",
                                "/control/api/hooks/x",
                                "{\"url\":\"http://parvis.example/hook\",\"secret\":\"well kept\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    private void hook(String how) throws IOException, InterruptedException {
        var url = "http://127.0.0.1:" + listener.getAddress().getPort() + "/hook";
        call("PUT", "/control/api/hooks/x", "{\"url\":\"" + url + "\",\"secret\":\"well kept\"," + how + "}");
    }

    private String speak() throws IOException, InterruptedException {
        var post = call("POST", "/control/api/posts", "{\"as\":\"leo\",\"text\":\"Hello\"}");
        return post.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        var answer = send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(town.url() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
