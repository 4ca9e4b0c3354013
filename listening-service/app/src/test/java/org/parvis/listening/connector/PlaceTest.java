package org.parvis.listening.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;

class PlaceTest {

    private static final Map<String, String> HOME = Map.of("url", "https://forum.example", "user", "us");

    private final Connector forum =
            new DiscourseConnector(new Fetcher(FetchPolicy.standard(), Clock.systemUTC()), Clock.systemUTC());

    private Place place(Map<String, String> settings) {
        return forum.place(new SourceSettings(settings));
    }

    @Test
    void staysTheSameHoweverItIsWrittenAndWhateverIsChosenThere() {
        assertThat(place(Map.of("url", " https://forum.example ", "user", "us\n")))
                .as("spaces around")
                .isEqualTo(place(HOME));
        assertThat(place(Map.of("url", "https://forum.example", "user", "us", "category", "news", "own", "us")))
                .as("a choice, and what the connector does not know")
                .isEqualTo(place(HOME));
        assertThat(place(Map.of("url", "https://forum.example", "user", " ")))
                .as("nothing at all")
                .isEqualTo(place(Map.of("url", "https://forum.example")));
    }

    @Test
    void isAnotherForAnotherAddressOrAccount() {
        assertThat(place(Map.of("url", "https://forum.example.org", "user", "us")))
                .isNotEqualTo(place(HOME));
        assertThat(place(Map.of("url", "https://forum.example", "user", "them")))
                .isNotEqualTo(place(HOME));
        assertThat(place(Map.of("url", "https://forum.example"))).isNotEqualTo(place(HOME));
        assertThat(place(Map.of("url", "us", "user", "https://forum.example"))).isNotEqualTo(place(HOME));
    }
}
