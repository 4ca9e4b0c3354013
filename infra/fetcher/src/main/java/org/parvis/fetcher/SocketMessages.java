package org.parvis.fetcher;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The texts that come over a WebSocket. What is too long, no text or no UTF-8 is passed over instead of ending everything: somebody who goes on
 * where they stopped would meet it again and again.
 */
final class SocketMessages implements Messages {

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int MOST_OF_A_SIGNAL = 125;

    /** Done, and going away; whoever gives no code means no harm either. */
    private static final Set<Integer> IN_ORDER = Set.of(1000, 1001, 1005);

    private static final byte[] DONE = {0x03, (byte) 0xe8};
    private static final byte[] NOTHING = {};

    private final SecureRandom random;
    private final InputStream in;
    private final OutputStream out;
    private final int longest;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private final byte[] discarded = new byte[8192];
    private boolean open;
    private boolean passedOver;
    private boolean alive;

    /** Asks for a sign of life, so that a silent network can be told from a line that leads nowhere. */
    SocketMessages(InputStream in, OutputStream out, int longest, SecureRandom random) throws IOException {
        this.in = new BufferedInputStream(in);
        this.out = out;
        this.longest = longest;
        this.random = random;
        say(PING, NOTHING);
    }

    @Override
    public OpenStream.@Nullable Message next() throws IOException, BrokenExchange {
        while (true) {
            var begin = in.read();
            if (begin < 0) {
                throw new BrokenExchange(FailureKind.RESET, true, "the stream ended without a word");
            }
            var second = required();
            var last = (begin & 0x80) != 0;
            var kind = begin & 0x0f;
            if ((begin & 0x70) != 0 || (second & 0x80) != 0) {
                throw against("bits that were not agreed");
            }
            var length = length(second & 0x7f);
            alive = true;
            if (kind >= CLOSE) {
                if (!last || length > MOST_OF_A_SIGNAL) {
                    throw against("a signal that is too long");
                }
                if (!heed(kind, bytes((int) length))) {
                    return null;
                }
                continue;
            }
            take(kind, length);
            var text = last ? ended() : null;
            if (text != null) {
                return new OpenStream.Message("", text);
            }
        }
    }

    private void take(int kind, long length) throws IOException, BrokenExchange {
        if (kind > BINARY || (kind == CONTINUATION) != open) {
            throw against("a piece that belongs to nothing");
        }
        if (!open) {
            parts.reset();
            open = true;
            passedOver = kind == BINARY;
        }
        if (passedOver || parts.size() + length > longest) {
            passedOver = true;
            parts.reset();
            discard(length);
        } else {
            parts.writeBytes(bytes((int) length));
        }
    }

    /** The text of a whole message; null when it is passed over. */
    private @Nullable String ended() {
        open = false;
        if (passedOver) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(parts.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** False when the other side says goodbye. */
    private boolean heed(int kind, byte[] payload) throws IOException, BrokenExchange {
        switch (kind) {
            case PING -> say(PONG, payload);
            case PONG -> {
                // That is the sign of life.
            }
            case CLOSE -> {
                var code = payload.length < 2 ? 1005 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
                try {
                    leave();
                } catch (IOException e) {
                    // They said goodbye and did not wait for ours.
                }
                if (!IN_ORDER.contains(code)) {
                    throw new BrokenExchange(FailureKind.RESET, true, "the stream was closed with code " + code);
                }
                return false;
            }
            default -> throw against("a signal that does not exist");
        }
        return true;
    }

    private long length(int told) throws IOException, BrokenExchange {
        if (told < 126) {
            return told;
        }
        var length = 0L;
        for (var i = 0; i < (told == 126 ? 2 : 8); i++) {
            length = length << 8 | required();
        }
        if (length < 0) {
            throw against("a length below nothing");
        }
        return length;
    }

    private int required() throws IOException, BrokenExchange {
        var b = in.read();
        if (b < 0) {
            throw cut();
        }
        return b;
    }

    private byte[] bytes(int length) throws IOException, BrokenExchange {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw cut();
        }
        return bytes;
    }

    /** Read, not skipped: only what is read is counted. */
    private void discard(long length) throws IOException, BrokenExchange {
        for (var left = length; left > 0; ) {
            var n = in.read(discarded, 0, (int) Math.min(left, discarded.length));
            if (n < 0) {
                throw cut();
            }
            left -= n;
        }
    }

    /** Whoever calls masks what is said (RFC 6455, 5.3), so that nothing in between takes it for something else. */
    private void say(int kind, byte[] payload) throws IOException {
        var mask = new byte[4];
        random.nextBytes(mask);
        var frame = new byte[6 + payload.length];
        frame[0] = (byte) (0x80 | kind);
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(mask, 0, frame, 2, mask.length);
        for (var i = 0; i < payload.length; i++) {
            frame[6 + i] = (byte) (payload[i] ^ mask[i % mask.length]);
        }
        out.write(frame);
        out.flush();
    }

    private static BrokenExchange cut() {
        return new BrokenExchange(FailureKind.RESET, true, "the stream ended in the middle of a message");
    }

    private static BrokenExchange against(String what) {
        return new BrokenExchange(FailureKind.PROTOCOL, true, "no WebSocket: " + what);
    }

    @Override
    public boolean isAlive() {
        return alive;
    }

    @Override
    public void leave() throws IOException {
        say(CLOSE, DONE);
    }
}
