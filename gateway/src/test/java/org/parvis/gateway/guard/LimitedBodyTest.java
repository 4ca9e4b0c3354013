package org.parvis.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

class LimitedBodyTest {

    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    private final BodyRoom room = new BodyRoom(DataSize.ofKilobytes(400));

    private LimitedBody body(int bytes, String address) {
        var request = new MockHttpServletRequest();
        request.setContent(new byte[bytes]);
        return new LimitedBody(request, 110_000, room, address);
    }

    @Test
    void oneAddressHasAQuarterOfTheRoom() throws IOException {
        var first = body(100_000, HERE);
        assertThat(first.look()).hasSize(100_000);
        assertThat(first.look()).as("reading it again takes no room").hasSize(100_000);
        var second = body(40_000, HERE);
        assertThatThrownBy(second::look).isInstanceOf(IOException.class);
        assertThat(second.isCrowdedOut()).isTrue();
        assertThat(body(40_000, THERE).look()).hasSize(40_000);
        second.giveBack();
        first.giveBack();
        first.giveBack();
        assertThat(body(100_000, HERE).look()).hasSize(100_000);
    }

    @Test
    void everybodyTogetherHasOneRoomAndWhatIsSmallNeedsNone() throws IOException {
        for (var i = 0; i < 4; i++) {
            assertThat(room.take("192.0.2.1" + i, 100 * 1024)).isTrue();
        }
        var large = body(40_000, HERE);
        assertThatThrownBy(large::look).isInstanceOf(IOException.class);
        assertThat(large.isCrowdedOut()).isTrue();
        assertThat(body(16_000, HERE).look()).hasSize(16_000);
        room.giveBack("192.0.2.10", 100 * 1024);
        assertThat(body(40_000, HERE).look()).hasSize(40_000);
    }

    @Test
    void whatIsTooLargeIsNotReadToItsEnd() {
        var large = body(120_000, HERE);
        assertThatThrownBy(large::look).isInstanceOf(IOException.class);
        large.giveBack();
        for (var i = 0; i < 4; i++) {
            assertThat(room.take("192.0.2.1" + i, 100 * 1024))
                    .as("all of it came back")
                    .isTrue();
        }
    }

    @Test
    void saysWhatIsTooLarge() {
        var room = new BodyRoom(DataSize.ofMegabytes(4));
        var request = new MockHttpServletRequest();
        request.setContent(new byte[120_000]);
        var large = new LimitedBody(request, 110_000, room, HERE);
        assertThatThrownBy(large::look).isInstanceOf(IOException.class);
        assertThat(large.isTooLarge()).isTrue();
        assertThat(large.isCrowdedOut()).isFalse();
    }

    @Test
    void whatWasReadIsAwaitedNoLonger() throws IOException {
        var body = body(10, HERE);
        body.getInputStream().read();
        assertThat(body.isAwaited()).isTrue();
        var other = body(10, HERE);
        other.look();
        assertThat(other.isAwaited()).isFalse();
        assertThat(body(0, HERE).isAwaited()).isFalse();
    }
}
