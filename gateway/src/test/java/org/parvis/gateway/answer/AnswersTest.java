package org.parvis.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AnswersTest {

    private final Answers answers =
            new Answers(new AssetVersion(), Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC));

    @Test
    void saysEverythingInBothLanguages() throws IOException {
        var english = words("en");
        var french = words("fr");
        assertThat(french.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(english.stringPropertyNames())
                .allSatisfy(key -> assertThat(french.getProperty(key)).doesNotContain("'"));
        assertThat(english.stringPropertyNames())
                .filteredOn(key -> !key.startsWith("gateway.w") && !key.startsWith("gateway.p"))
                .allSatisfy(
                        key -> assertThat(french.getProperty(key)).isNotBlank().isNotEqualTo(english.getProperty(key)));
    }

    @Test
    void answersAPersonWithAPageThatNeedsNothingElse() throws IOException {
        var request = request("/crm/inbox");
        request.addHeader("Accept", "text/html");
        request.addHeader("Accept-Language", "de, fr;q=0.8, en;q=0.5");
        request.setQueryString("of=mine&x=%22%3E");
        var response = new MockHttpServletResponse();
        answers.give(
                request,
                response,
                Problem.of(503, "PART_DOWN").namingKey("gateway.part.crm").againAfter(Duration.ofSeconds(3)));
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("3");
        assertThat(response.getContentAsString())
                .contains("<html lang=\"fr\">", "La boîte de réception est injoignable", "rien n’a été envoyé")
                .contains("href=\"/crm/inbox?of=mine&amp;x=%22%3E\"")
                .doesNotContain("<script", "style=");
        assertThat(response.getHeader("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void answersProgramsAndScriptsWithAProblem() throws IOException {
        var request = request("/api/crm/x");
        request.addHeader("Accept", "text/html");
        var response = new MockHttpServletResponse();
        answers.give(request, response, Problem.of(413, "TOO_LARGE").naming("10"));
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString(StandardCharsets.UTF_8))
                .contains("\"code\":\"TOO_LARGE\"", "\"status\":413", "may carry 10 MB");

        var fragment = request("/crm/inbox");
        fragment.addHeader("Accept", "text/html");
        fragment.addHeader("HX-Request", "true");
        fragment.setCookies(new Cookie("parvis_lang", "fr"));
        var told = new MockHttpServletResponse();
        answers.give(fragment, told, Problem.of(401, "UNAUTHENTICATED"));
        assertThat(told.getContentAsString(StandardCharsets.UTF_8)).contains("Vous n’êtes pas connecté");
    }

    @Test
    void offersNoWayBackToAPlaceOutside() throws IOException {
        var request = request("//evil.example/x");
        request.addHeader("Accept", "text/html");
        var response = new MockHttpServletResponse();
        answers.give(request, response, Problem.of(503, "NO_DATABASE").againAfter(Duration.ofSeconds(1)));
        assertThat(response.getContentAsString()).doesNotContain("evil").contains("href=\"/\"");
    }

    private static MockHttpServletRequest request(String path) {
        return new MockHttpServletRequest("GET", path);
    }

    private static Properties words(String language) {
        var properties = new Properties();
        var file = new ClassPathResource("i18n/gateway_" + language + ".properties");
        try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
