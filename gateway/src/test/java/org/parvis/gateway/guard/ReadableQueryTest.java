package org.parvis.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableQueryTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1&b=%C3%A9t%C3%A9+2", "q=%F0%9F%98%80", "x=a%00b", "state=a.b-c~d"})
    void takesWhatAServerReads(String query) {
        assertThat(ReadableQuery.is(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=%ff", "%c3=1", "after=%ED%A0%80", "x=%", "x=%zz", "x=%C0%AF", "a=%F4%90%80%80"})
    void refusesWhatIsNoText(String query) {
        assertThat(ReadableQuery.is(query)).isFalse();
    }

    @Test
    void refusesMoreFieldsThanAServerReads() {
        assertThat(ReadableQuery.is("a=1&".repeat(999) + "a=1")).isTrue();
        assertThat(ReadableQuery.is("a=1&".repeat(1_000) + "a=1")).isFalse();
        assertThat(ReadableQuery.is(null)).isTrue();
    }
}
