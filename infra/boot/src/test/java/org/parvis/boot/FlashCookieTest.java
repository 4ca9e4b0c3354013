package org.parvis.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.FlashMap;

class FlashCookieTest {

    private final FlashCookie flash = new FlashCookie();

    @Test
    void carriesTheSentenceToTheNextPageAndNoFurther() {
        var answer = new MockHttpServletResponse();
        var said = new FlashMap();
        said.put(FlashCookie.DONE, "Alizé est enregistrée ; c’est fait");
        flash.saveOutputFlashMap(said, new MockHttpServletRequest("POST", "/identity/brands"), answer);

        var next = new MockHttpServletRequest("GET", "/identity/brands");
        next.setCookies(Objects.requireNonNull(answer.getCookie(FlashCookie.NAME)));
        var nextAnswer = new MockHttpServletResponse();
        var heard = flash.retrieveAndUpdate(next, nextAnswer);

        assertThat((Map<String, Object>) heard).containsEntry(FlashCookie.DONE, "Alizé est enregistrée ; c’est fait");
        var gone = Objects.requireNonNull(nextAnswer.getCookie(FlashCookie.NAME));
        assertThat(gone.getMaxAge()).isZero();
    }

    @Test
    void hearsNothingInACookieThatIsNoneOfOurs() {
        var request = new MockHttpServletRequest("GET", "/");
        request.setCookies(new Cookie(FlashCookie.NAME, "*not base64*"));
        assertThat((Map<String, Object>) flash.retrieveAndUpdate(request, new MockHttpServletResponse()))
                .isNull();
    }
}
