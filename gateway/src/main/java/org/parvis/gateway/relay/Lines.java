package org.parvis.gateway.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.gateway.setting.GatewaySettings;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The connections to the services: those that must answer in time, and those on which an answer may go on for hours. */
@Component
final class Lines {

    private static final Duration TO_CONNECT = Duration.ofSeconds(2);

    /** Live updates, audit bundles, files that go out or come in. */
    private static final Pattern GOES_ON =
            Pattern.compile("/[a-z]+/live|/.*/(bundle|export|import)|/.*\\.(zip|csv|ndjson|pdf)");

    private final ProxyExchange inTime;
    private final ProxyExchange goingOn;

    Lines(GatewaySettings settings) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TO_CONNECT)
                .executor(threads)
                .build();
        inTime = exchange(new JdkClientHttpRequestFactory(http, threads), settings.answerWithin());
        goingOn = exchange(new JdkClientHttpRequestFactory(http, threads), null);
    }

    private static ProxyExchange exchange(JdkClientHttpRequestFactory factory, @Nullable Duration limit) {
        if (limit != null) {
            factory.setReadTimeout(limit);
        }
        var client = RestClient.builder().requestFactory(factory).build();
        return new PromptExchange(client);
    }

    /** Tells a browser at once that its stream is open, not only when there is something in it. */
    private static final class PromptExchange extends RestClientProxyExchange {

        PromptExchange(RestClient client) {
            super(client, new GatewayMvcProperties());
        }

        @Override
        protected int copyResponseBody(ClientHttpResponse answer, InputStream from, OutputStream to)
                throws IOException {
            if (MediaType.TEXT_EVENT_STREAM.equalsTypeAndSubtype(
                    answer.getHeaders().getContentType())) {
                to.flush();
            }
            return super.copyResponseBody(answer, from, to);
        }
    }

    ProxyExchange to(String path) {
        return GOES_ON.matcher(path).matches() ? goingOn : inTime;
    }
}
