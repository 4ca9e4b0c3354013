package org.parvis.ledger.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Axon's own serializer is the measure: the same bytes, the same objects, the same refusals. */
class EventSerializerTest {

    record Line(String text, int number) {}

    record Said(
            @Nullable String who,
            int count,
            double tone,
            boolean loud,
            @Nullable Instant at,
            List<Line> lines,
            Map<String, Long> sums) {}

    record Choosy(String name) {
        Choosy {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a name must not be blank");
            }
        }
    }

    record Empty() {}

    static final class Classic {
        public String word = "";

        @Override
        public boolean equals(Object other) {
            return other instanceof Classic classic && classic.word.equals(word);
        }

        @Override
        public int hashCode() {
            return Objects.hash(word);
        }
    }

    private final Jackson3Serializer usual = Jackson3Serializer.builder().build();
    private final EventSerializer quick = EventSerializer.of(Jackson3Serializer.builder(), mapper -> {});

    @Test
    void writesTheSameBytesAndReadsTheSameObjects() {
        var classic = new Classic();
        classic.word = "oui";
        var said = new Said("p-1", 3, -0.25, true, Instant.parse("2026-03-01T12:00:00.123456Z"), List.of(), Map.of());
        for (Object object : List.of(
                said,
                new Said(null, 0, 0, false, null, List.of(new Line("Ça", 1), new Line("\u0000\"", 2)), Map.of("a", 1L)),
                new Choosy("x"),
                new Empty(),
                classic,
                MetaData.with("actor", "m-1").and("n", 3))) {
            var bytes = quick.serialize(object, byte[].class);
            assertThat(bytes.getData())
                    .isEqualTo(usual.serialize(object, byte[].class).getData());
            assertThat(quick.<byte[], Object>deserialize(bytes)).isEqualTo(object);
            // Once more: by then everything that is kept is kept.
            assertThat(quick.<byte[], Object>deserialize(bytes))
                    .isEqualTo(usual.<byte[], Object>deserialize(bytes))
                    .isNotSameAs(object);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"count\":1}",
                "{\"tone\":\"0.5\",\"at\":12}",
                "{\"at\":\"2026-02-30T12:00:00Z\"}",
                "{\"at\":\"2026-03-01T24:00:00Z\"}",
                "{\"at\":\"2026-03-01T12:00:60Z\"}",
                "{\"at\":\"2026-03-01T12:00:00.1234567891Z\"}",
                "{\"at\":\"2026-03-01T12:00:00.Z\"}",
                "{\"at\":\"2026-03-01T12:00:00+02:00\"}",
                "{\"at\":\"2026-03-01T12:00:00.5+0200\"}",
                "{\"at\":\"2026-03-01T12:00Z\"}",
                "{\"at\":\"2026-03-01t12:00:00z\"}",
                "{\"at\":\"+12026-03-01T12:00:00Z\"}",
                "{\"at\":\"-0001-03-01T12:00:00Z\"}",
                "{\"at\":\"20\\u00326-03-01T12:00:00.000000001Z\"}",
                "{\"at\":\"٢026-03-01T12:00:00Z\"}",
                "{\"at\":\"1700000000\"}",
                "{\"at\":1700000000.25}",
                "{\"at\":\"  \"}",
                "{\"at\":\"\"}",
                "{\"at\":null}",
                "{\"at\":[]}",
                "{\"unknown\":1}",
                "{\"count\":null}",
                "{\"count\":\"many\"}",
                "{\"lines\":[{\"text\":\"a\",\"number\":2}]}",
                "{\"lines\":[{\"text\":\"a\",\"number\":[]}]}",
                "{",
                ""
            })
    void agreesOnWhateverStandsThere(String json) {
        var stored = stored(json, Said.class);
        Object expected;
        try {
            expected = usual.<byte[], Object>deserialize(stored);
        } catch (SerializationException e) {
            var cause = Objects.requireNonNull(e.getCause());
            assertThatThrownBy(() -> quick.deserialize(stored))
                    .isInstanceOf(SerializationException.class)
                    .hasMessage(e.getMessage())
                    .cause()
                    .hasSameClassAs(cause)
                    .hasMessage(cause.getMessage());
            return;
        }
        assertThat(quick.<byte[], Object>deserialize(stored)).isEqualTo(expected);
    }

    @Test
    void aConstructorThatRefusesIsReportedAsItAlwaysIs() {
        var stored = stored("{\"name\":\" \"}", Choosy.class);
        assertThatThrownBy(() -> quick.deserialize(stored))
                .isInstanceOf(SerializationException.class)
                .rootCause()
                .hasMessage("a name must not be blank");
        assertThat(quick.<byte[], Choosy>deserialize(stored("{\"name\":\"b\"}", Choosy.class)))
                .isEqualTo(new Choosy("b"));
    }

    @Test
    void aClassThatIsGoneIsUnknown() {
        var gone = new SimpleSerializedObject<>("{}".getBytes(UTF_8), byte[].class, "org.parvis.Gone", null);
        assertThat(quick.<byte[], Object>deserialize(gone)).isInstanceOf(UnknownSerializedType.class);
        assertThat(quick.<byte[], Object>deserialize(gone)).isInstanceOf(UnknownSerializedType.class);
    }

    @Property
    void readsEveryTimeAsItIsWritten(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = 1, max = 9) int digits) {
        int coarse = (int) Math.pow(10, 9 - digits);
        var instant = Instant.ofEpochSecond(second, (long) nano / coarse * coarse);
        char[] text = ("\"" + instant + "\"").toCharArray();
        assertThat(QuickInstants.parse(text, 1, text.length - 2)).isEqualTo(instant);
    }

    private static SimpleSerializedObject<byte[]> stored(String json, Class<?> type) {
        return new SimpleSerializedObject<>(json.getBytes(UTF_8), byte[].class, type.getName(), null);
    }
}
