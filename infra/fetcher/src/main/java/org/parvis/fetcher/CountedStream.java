package org.parvis.fetcher;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what arrives, and refuses to go on beyond a limit. */
final class CountedStream extends FilterInputStream {

    private final long limit;
    private long count;

    CountedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    /** Says that the limit was reached; a type of its own, so that it is not taken for a broken connection. */
    static final class LimitReached extends IOException {

        LimitReached(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            add(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        if (n > 0) {
            add(n);
        }
        return n;
    }

    private void add(int n) throws LimitReached {
        count += n;
        if (count > limit) {
            throw new LimitReached(limit);
        }
    }
}
