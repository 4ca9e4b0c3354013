package org.parvis.gateway.answer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Says what is the matter in the reader's language: as a page to people, as a problem (RFC 9457) to programs. */
@Component
public final class Answers {

    private static final int LONGEST_PATH = 2_000;

    private final ResourceBundleMessageSource words;
    private final AssetVersion assets;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    Answers(AssetVersion assets, Clock clock) {
        this.assets = assets;
        this.clock = clock;
        words = new ResourceBundleMessageSource();
        words.setDefaultEncoding(StandardCharsets.UTF_8.name());
        words.setFallbackToSystemLocale(false);
        words.setAlwaysUseMessageFormat(true);
        words.setBasename("i18n/gateway");
    }

    public void give(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var language = ReaderLanguage.of(request);
        response.resetBuffer();
        OwnHeaders.add(response);
        response.setStatus(problem.status());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Language", language.getLanguage());
        if (problem.again() != null) {
            response.setHeader(
                    "Retry-After", Long.toString(Math.max(1, problem.again().toSeconds())));
        }
        if (problem.challenge() != null) {
            response.setHeader("WWW-Authenticate", problem.challenge());
        }
        var isPage = Asking.forPage(request);
        response.setContentType(isPage ? "text/html;charset=UTF-8" : "application/problem+json");
        var body = isPage ? page(request, problem, language) : problemJson(request, problem, language);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(bytes);
        }
    }

    private String problemJson(HttpServletRequest request, Problem problem, Locale language) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", "urn:parvis:problem:" + problem.code());
        members.put("title", title(problem, language));
        members.put("status", problem.status());
        members.put("detail", detail(problem, language));
        members.put("instance", request.getRequestURI());
        members.put("code", problem.code());
        return json.writeValueAsString(members);
    }

    private String page(HttpServletRequest request, Problem problem, Locale language) {
        var way = switch (problem.way()) {
            case AGAIN -> "gateway.way.again";
            case SIGN_IN -> "gateway.way.signIn";
            case START -> "gateway.way.start";
        };
        var wayTo = switch (problem.way()) {
            case AGAIN -> again(request);
            case SIGN_IN, START -> "/";
        };
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return FailurePage.of(
                new FailurePage.Words(
                        word("gateway.page.title", language),
                        title(problem, language),
                        detail(problem, language),
                        word(way, language),
                        wayTo,
                        word("gateway.page.code", language, problem.code() + " · " + now)),
                language,
                assets);
    }

    /** The same page again when it was one; a form cannot be sent again by a link. */
    private static String again(HttpServletRequest request) {
        var query = request.getQueryString();
        var path = request.getRequestURI() + (query == null ? "" : "?" + query);
        var isPlain = path.startsWith("/") && !path.startsWith("//") && path.length() <= LONGEST_PATH;
        return Asking.isReading(request) && isPlain ? path : "/";
    }

    private String title(Problem problem, Locale language) {
        return word("gateway." + problem.code() + ".title", language, arguments(problem, language));
    }

    private String detail(Problem problem, Locale language) {
        return word("gateway." + problem.code() + ".detail", language, arguments(problem, language));
    }

    private Object[] arguments(Problem problem, Locale language) {
        return problem.arguments().stream()
                .map(argument -> argument.isKey() ? word(argument.value(), language) : argument.value())
                .toArray();
    }

    private String word(String key, Locale language, Object... arguments) {
        return words.getMessage(key, arguments, language);
    }
}
