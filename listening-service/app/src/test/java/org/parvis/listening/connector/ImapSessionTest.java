package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a mail server says, to the letter. */
class ImapSessionTest {

    @Test
    void takesALongListOfNumbers() throws Exception {
        var numbers = LongStream.rangeClosed(1, 8_000).mapToObj(Long::toString).collect(Collectors.joining(" "));
        var said = "* SEARCH " + numbers + " 99999999999999999999 \r\np1 OK done\r\n";
        var session = new ImapSession(new ByteArrayInputStream(said.getBytes(US_ASCII)), new ByteArrayOutputStream());

        assertThat(session.numbers(7_000, 30_000)).hasSize(1_001).startsWith(7_000L);
    }
}
