package org.parvis.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class GatewayNewsTest {

    private final MockHttpServletResponse answer = new MockHttpServletResponse();

    @BeforeEach
    void begin() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest(), answer));
    }

    @AfterEach
    void end() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void namesWhoseRightsChanged() {
        GatewayNews.memberChanged("ines");
        GatewayNews.memberChanged("hugo");
        assertThat(answer.getHeaders(GatewayNews.RENEW)).containsExactly("member:ines", "member:hugo");
    }

    /** The directory may change a group of thousands at once. */
    @Test
    void namesNobodyWhereItWouldBeTooMany() {
        for (var i = 0; i < 1_000; i++) {
            GatewayNews.memberChanged("member-" + i);
        }
        assertThat(answer.getHeaders(GatewayNews.RENEW)).contains("*").hasSizeLessThanOrEqualTo(31);
    }
}
