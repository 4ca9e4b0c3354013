package org.parvis.identity;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.testing.RunningService;

/** A browser of a person, without scripts: keeps cookies, and sends with each request what this browser always sends. */
public class PlainBrowser {

    public final Map<String, String> cookies = new HashMap<>();

    private final RunningService identity;
    private final Map<String, String> always;

    protected PlainBrowser(RunningService identity, Map<String, String> always) {
        this.identity = identity;
        this.always = Map.copyOf(always);
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, null);
    }

    /** @param body a form, or null */
    public HttpResponse<String> send(String method, String path, @Nullable String body) {
        var headers = new HashMap<>(always);
        headers.put("Accept", "text/html");
        if (!cookies.isEmpty()) {
            headers.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (body != null) {
            headers.put("Content-Type", "application/x-www-form-urlencoded");
        }
        var answer = identity.send(null, method, path, body, headers);
        for (var set : answer.headers().allValues("Set-Cookie")) {
            var pair = set.substring(0, set.indexOf(';')).split("=", 2);
            if (set.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return answer;
    }
}
