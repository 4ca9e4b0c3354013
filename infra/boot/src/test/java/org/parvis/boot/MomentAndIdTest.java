package org.parvis.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentAndIdTest {

    @Test
    void readsWhatItWrote() {
        var place = new MomentAndId(Instant.parse("2026-11-23T00:10:00.123456Z"), "a b");
        assertThat(MomentAndId.of(place.key(), MomentAndId.END)).isEqualTo(place);
        assertThat(MomentAndId.of(MomentAndId.END.key(), MomentAndId.BEGINNING)).isEqualTo(MomentAndId.END);
        assertThat(MomentAndId.of(null, MomentAndId.BEGINNING)).isEqualTo(MomentAndId.BEGINNING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "2026-11-23 x", "+999999999-12-31T23:59:59Z x", "-999999999-01-01T00:00:00Z x", " 2026"
            })
    void refusesAPlaceThatNobodyGaveOut(String key) {
        assertThatThrownBy(() -> MomentAndId.of(key, MomentAndId.END)).isInstanceOf(InvalidInput.class);
    }
}
