package org.parvis.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class StorableTimeTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(StorableTime.inJson()).build();

    private record Asked(@Nullable Instant until) {}

    @Test
    void takesMomentsThatCanBeKept() {
        assertThat(JSON.readValue("{\"until\":\"2031-05-05T09:00:00Z\"}", Asked.class)
                        .until())
                .isEqualTo("2031-05-05T09:00:00Z");
        assertThat(JSON.readValue("{\"until\":null}", Asked.class).until()).isNull();
        assertThat(JSON.readValue("{}", Asked.class).until()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:59:59Z", "-99999-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"})
    void refusesWhatNoReadModelCouldHold(String moment) {
        assertThatThrownBy(() -> JSON.readValue("{\"until\":\"" + moment + "\"}", Asked.class))
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isInstanceOf(InvalidInput.class),
                        thrown -> assertThat(thrown).hasRootCauseInstanceOf(InvalidInput.class));
    }
}
