package org.parvis.listening.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://forum.example", "http://forum.example:8080/blog/"})
    void takesTheAddressOfAServer(String text) {
        assertThat(WebApi.isPlace(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "forum.example",
                "//forum.example/",
                "/blog",
                "ftp://forum.example",
                "https://me@forum.example",
                "https://forum.example?a=1",
                "https://forum.example#top",
                "https:///blog",
                "https://a b"
            })
    void refusesEverythingElse(String text) {
        assertThat(WebApi.isPlace(text)).isFalse();
    }
}
