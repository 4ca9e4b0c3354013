package org.parvis.gateway.guard;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** The body of a request, up to a size; may be looked at before it is passed on, byte for byte as it came. */
public final class LimitedBody extends HttpServletRequestWrapper {

    private final long limit;
    private volatile long read;
    private volatile boolean broken;
    private volatile boolean tooLarge;
    private @Nullable ServletInputStream stream;

    LimitedBody(HttpServletRequest request, long limit) {
        super(request);
        this.limit = limit;
    }

    /** The body of this request, when it passed the guards. */
    public static @Nullable LimitedBody of(HttpServletRequest request) {
        return request.getAttribute(LimitedBody.class.getName()) instanceof LimitedBody body ? body : null;
    }

    /** More was sent than is taken. */
    public boolean isTooLarge() {
        return tooLarge;
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
        var bytes = getInputStream().readAllBytes();
        stream = new Stream(new ByteArrayInputStream(bytes), bytes.length == 0);
        read = 0;
        return bytes;
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
