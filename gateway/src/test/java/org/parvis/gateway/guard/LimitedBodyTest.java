package org.parvis.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

class LimitedBodyTest {

    private final BodyRoom room = new BodyRoom(DataSize.ofKilobytes(100));

    private LimitedBody body(int bytes) {
        var request = new MockHttpServletRequest();
        request.setContent(new byte[bytes]);
        return new LimitedBody(request, 80_000, room);
    }

    @Test
    void allBodiesTogetherHaveOneRoom() throws IOException {
        var first = body(70_000);
        assertThat(first.look()).hasSize(70_000);
        assertThat(first.look()).as("reading it again takes no room").hasSize(70_000);
        var second = body(40_000);
        assertThatThrownBy(second::look).isInstanceOf(IOException.class);
        assertThat(second.isCrowdedOut()).isTrue();
        second.giveBack();
        first.giveBack();
        first.giveBack();
        assertThat(body(70_000).look()).hasSize(70_000);
    }

    @Test
    void whatIsTooLargeIsNotReadToItsEnd() {
        var large = body(90_000);
        assertThatThrownBy(large::look).isInstanceOf(IOException.class);
        assertThat(large.isTooLarge()).isTrue();
        large.giveBack();
        assertThat(room.take(100 * 1024)).as("all of it came back").isTrue();
    }

    @Test
    void whatWasReadIsAwaitedNoLonger() throws IOException {
        var body = body(10);
        body.getInputStream().read();
        assertThat(body.isAwaited()).isTrue();
        var other = body(10);
        other.look();
        assertThat(other.isAwaited()).isFalse();
        assertThat(body(0).isAwaited()).isFalse();
    }
}
