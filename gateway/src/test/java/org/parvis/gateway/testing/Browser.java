package org.parvis.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser as far as the gateway is concerned: it keeps cookies, says where a form comes from, and goes where it is sent. */
public final class Browser {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String address;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    public Browser(String address) {
        this.address = address;
    }

    /** The same person with the same cookies in front of another gateway. */
    public Browser at(String other) {
        var moved = new Browser(other);
        moved.cookies.putAll(cookies);
        return moved;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    public String csrfToken() {
        return Objects.requireNonNull(cookies.get("XSRF-TOKEN"), "no token was given");
    }

    /** A page. */
    public HttpResponse<String> page(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), with(headers, "Accept", "text/html"));
    }

    /** What a script asks for. */
    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), with(headers, "Accept", "application/json"));
    }

    /** A form sent without scripts. */
    public HttpResponse<String> submit(String path, Map<String, String> fields, String... headers) {
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                "POST",
                path,
                BodyPublishers.ofString(form),
                with(
                        headers,
                        "Accept",
                        "text/html",
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Origin",
                        address,
                        "Sec-Fetch-Site",
                        "same-origin"));
    }

    /** JSON sent by a script of a page, with the token. */
    public HttpResponse<String> post(String path, String json, String... headers) {
        return send(
                "POST",
                path,
                BodyPublishers.ofString(json),
                with(headers, "Content-Type", "application/json", "X-XSRF-TOKEN", csrfToken()));
    }

    public HttpResponse<String> send(String method, String path, BodyPublisher body, Map<String, String> headers) {
        return keep(exchange(method, path, body, headers, BodyHandlers.ofString()));
    }

    public HttpResponse<InputStream> stream(String path) {
        return exchange(
                "GET",
                path,
                BodyPublishers.noBody(),
                Map.of("Accept", "text/event-stream"),
                BodyHandlers.ofInputStream());
    }

    private <T> HttpResponse<T> exchange(
            String method,
            String path,
            BodyPublisher body,
            Map<String, String> headers,
            HttpResponse.BodyHandler<T> handler) {
        var uri = URI.create(path.startsWith("http") ? path : address + path);
        var request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).method(method, body);
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private <T> HttpResponse<T> keep(HttpResponse<T> response) {
        for (var header : response.headers().allValues("Set-Cookie")) {
            for (var cookie : HttpCookie.parse(header.replaceAll("(?i); *(SameSite|Expires)=[^;]*", ""))) {
                if (cookie.getMaxAge() == 0) {
                    cookies.remove(cookie.getName());
                } else {
                    cookies.put(cookie.getName(), cookie.getValue());
                }
            }
        }
        return response;
    }

    /** Goes to a page as a person would: to the door, through it, and on to the page. */
    public HttpResponse<String> signIn(String path, String name, String password, String... headers) {
        var door = follow(page(path));
        var fields = new LinkedHashMap<String, String>();
        var hidden = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"")
                .matcher(door.body());
        while (hidden.find()) {
            fields.put(hidden.group(1), hidden.group(2).replace("&amp;", "&"));
        }
        fields.put("name", name);
        fields.put("password", password);
        return follow(submit("/login", fields, headers));
    }

    /** Goes where an answer sends it, until something is to be seen. */
    public HttpResponse<String> follow(HttpResponse<String> answer) {
        var current = answer;
        for (var hops = 0; current.statusCode() / 100 == 3 && hops < 10; hops++) {
            current = page(current.headers().firstValue("Location").orElseThrow());
        }
        return current;
    }

    private static Map<String, String> with(String[] more, String... usual) {
        var all = new LinkedHashMap<String, String>();
        for (var i = 0; i + 1 < usual.length; i += 2) {
            all.put(usual[i], usual[i + 1]);
        }
        for (var i = 0; i + 1 < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }
}
