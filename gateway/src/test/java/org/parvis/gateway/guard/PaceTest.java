package org.parvis.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PaceTest {

    @ParameterizedTest
    @CsvSource({
        "/crm/inbox, '', 1",
        "/api/reporting/audit, limit=200, 1",
        "/api/listening/mentions, brand=a&q=late, 5",
        "/api/listening/mentions, brand=a&q=&limit=5, 1",
        "/api/listening/mentions, faq=late, 1",
        "/api/reporting/audit/bundle, from=1&to=9, 20",
        "/api/crm/people/p-1/exports, '', 20",
        "/api/reporting/audit/%62undle, from=1&to=9, 20",
        "/api/reporting/audit/bundle;a=b, from=1&to=9, 20",
        "/api/listening/mentions, brand=a&%71=late, 5",
        "/api/listening/mentions, brand=%zz&q=late, 5",
        "/reporting/board.csv, '', 20"
    })
    void whatTakesTheHouseLongCountsAsSeveral(String path, String query, int cost) {
        var request = new MockHttpServletRequest("GET", path);
        request.setQueryString(query);
        assertThat(Pace.cost(request)).isEqualTo(cost);
    }

    @Test
    void severalAreTakenTogetherOrNotAtAll() {
        var bucket = new TokenBucket(10, 30, 0);
        assertThat(bucket.take(0, 20)).isZero();
        assertThat(bucket.take(0, 20)).isEqualTo(Duration.ofSeconds(1));
        assertThat(bucket.take(0, 10)).isZero();
        assertThat(bucket.take(0)).isEqualTo(Duration.ofMillis(100));
        assertThat(new TokenBucket(1, 5, 0).take(0, 20))
                .as("more than there can ever be")
                .isZero();
    }
}
