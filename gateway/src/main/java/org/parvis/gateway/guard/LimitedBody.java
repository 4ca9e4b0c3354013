package org.parvis.gateway.guard;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** The body of a request, up to a size; may be looked at before it is passed on, byte for byte as it came. */
public final class LimitedBody extends HttpServletRequestWrapper {

    /** Whoever has not sent a body by then has no intention to. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int CHUNK = 8_192;

    /** A form or a command is no larger, and needs nobody's room: while it is full, people can still sign in and work. */
    private static final int SMALL = 16_384;

    private final long limit;
    private final BodyRoom room;
    private final String address;
    private int taken;
    private boolean whole;
    private volatile boolean crowdedOut;
    private volatile long read;
    private volatile boolean broken;
    private volatile boolean tooLarge;
    private @Nullable ServletInputStream stream;

    /** @param address where it comes from */
    LimitedBody(HttpServletRequest request, long limit, BodyRoom room, String address) {
        super(request);
        this.address = address;
        this.limit = limit;
        this.room = room;
    }

    /** The body of this request, when it passed the guards. */
    public static @Nullable LimitedBody of(HttpServletRequest request) {
        return request.getAttribute(LimitedBody.class.getName()) instanceof LimitedBody body ? body : null;
    }

    /** More was sent than is taken. */
    public boolean isTooLarge() {
        return tooLarge;
    }

    /** There was no room left for it. */
    boolean isCrowdedOut() {
        return crowdedOut;
    }

    /** The client said that something comes. */
    boolean isAnnounced() {
        return getContentLengthLong() > 0 || getHeader("Transfer-Encoding") != null;
    }

    /** It passes through as it comes, and the client has not sent all of it. */
    public boolean isAwaited() {
        var known = stream;
        return isAnnounced() && !whole && known != null && !known.isFinished();
    }

    /** As people read it. */
    public String limitInMegabytes() {
        return Long.toString(DataSize.ofBytes(limit).toMegabytes());
    }

    /** It could not be read to its end, because of the client. */
    public boolean isBroken() {
        return broken;
    }

    /** Nobody who would have passed it on has begun to read it. */
    public boolean isUntouched() {
        return read == 0 && !broken && !tooLarge;
    }

    /** All of it; whoever reads later reads it from the start. */
    byte[] look() throws IOException {
        var all = new ByteArrayOutputStream();
        var chunk = new byte[CHUNK];
        var in = getInputStream();
        var began = System.nanoTime();
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            // Once it is in memory, reading it again takes no room.
            if (!whole && !takeRoom(Math.min(count, all.size() + count - SMALL))) {
                throw new IOException("There are too many bodies at a time");
            }
            all.write(chunk, 0, count);
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                broken = true;
                throw new IOException("The body took longer than " + LONGEST);
            }
        }
        var bytes = all.toByteArray();
        stream = new Stream(new ByteArrayInputStream(bytes), bytes.length == 0);
        read = 0;
        whole = true;
        return bytes;
    }

    /** @param count negative or zero while it is small */
    private boolean takeRoom(int count) {
        if (count > 0) {
            crowdedOut = !room.take(address, count);
            taken += crowdedOut ? 0 : count;
        }
        return !crowdedOut;
    }

    /** The request is answered. */
    void giveBack() {
        if (taken > 0) {
            room.giveBack(address, taken);
            taken = 0;
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        var known = stream;
        if (known == null) {
            var original = super.getInputStream();
            known = new Stream(original, original.isFinished());
            stream = known;
        }
        return known;
    }

    private final class Stream extends ServletInputStream {

        private final InputStream source;
        private boolean finished;

        Stream(InputStream source, boolean finished) {
            this.source = source;
            this.finished = finished;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count;
            try {
                count = source.read(target, offset, length);
            } catch (IOException e) {
                broken = true;
                throw e;
            }
            if (count < 0) {
                finished = true;
                return count;
            }
            var all = read + count;
            read = all;
            if (all > limit) {
                tooLarge = true;
                throw new IOException("The body is larger than " + limit + " bytes");
            }
            return count;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("Bodies are read by waiting for them");
        }
    }
}
