package org.parvis.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;

class DatabaseAwayFilterTest {

    private final MockHttpServletResponse answer = new MockHttpServletResponse();

    private void ask(FilterChain chain) throws Exception {
        new DatabaseAwayFilter().doFilter(new MockHttpServletRequest("GET", "/oauth2/authorize"), answer, chain);
    }

    @Test
    void saysThatItPasses() throws Exception {
        ask((request, response) -> {
            throw new CannotCreateTransactionException(
                    "no connection", new SQLTransientConnectionException("Connection is not available"));
        });
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
    }

    @Test
    void hidesNoFaultOfOurs() {
        assertThatThrownBy(() -> ask((request, response) -> {
                    throw new IllegalStateException("a fault");
                }))
                .hasMessage("a fault");
        assertThat(answer.getStatus()).isEqualTo(200);
    }
}
