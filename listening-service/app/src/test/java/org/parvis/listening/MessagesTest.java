package org.parvis.listening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.listening.feed.FeedRefused;
import org.parvis.listening.topic.QueryRefused;

class MessagesTest {

    @Test
    void saysTheSameThingsInBothLanguages() throws IOException {
        assertThat(messages("fr").stringPropertyNames())
                .isEqualTo(messages("en").stringPropertyNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void hasAWordForEveryRefusal(String language) throws IOException {
        var keys = Stream.concat(
                        Arrays.stream(QueryRefused.Reason.values()).map(reason -> "listening.query." + reason),
                        Arrays.stream(FeedRefused.Reason.values()).map(reason -> "listening.feed." + reason))
                .toList();
        assertThat(messages(language).stringPropertyNames()).containsAll(keys);
    }

    @Test
    void keepsFrenchTypography() throws IOException {
        assertThat(messages("fr").values())
                .allSatisfy(value ->
                        assertThat(value.toString()).doesNotContain("'").doesNotContainPattern(" [?!;»]| :(?!/)|« "));
    }

    private static Properties messages(String language) throws IOException {
        var properties = new Properties();
        var file = "/i18n/listening_" + language + ".properties";
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(MessagesTest.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
