package org.parvis.publishing.network.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TidTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.123456Z");

    @Test
    void hasTheFormThatServersAccept() {
        assertThat(Tid.fresh(NOW)).matches("[2-7a-j][2-7a-z]{12}");
        assertThat(Tid.of(Instant.EPOCH, 0)).isEqualTo("2222222222222");
    }

    @Test
    void sortsByTimeAndTellsTwoKeysOfOneInstantApart() {
        assertThat(Tid.of(NOW, 1023)).isLessThan(Tid.of(NOW.plusNanos(1_000), 0));
        assertThat(Tid.of(NOW, 1)).isNotEqualTo(Tid.of(NOW, 2));
    }
}
