package org.parvis.fetcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;

/**
 * An open connection to a server that speaks another protocol than HTTP. It is cut when its time is over, and breaks when more arrives than
 * one answer may hold: what is read from it throws then, and {@link #failed} says why.
 */
public final class OpenLine implements AutoCloseable {

    private final Line line;
    private final InputStream in;
    private final OutputStream out;

    OpenLine(Line line, long mostBytes) throws BrokenExchange {
        this.line = line;
        try {
            this.in = new CountedStream(line.wire().getInputStream(), mostBytes);
            this.out = line.wire().getOutputStream();
        } catch (IOException e) {
            line.close();
            throw new BrokenExchange(FailureKind.CONNECT, false, "the connection broke (" + e.getMessage() + ")");
        }
    }

    public InputStream in() {
        return in;
    }

    public OutputStream out() {
        return out;
    }

    /** What an error in reading or writing means. */
    public LineResult.Failed failed(IOException e) {
        if (line.isCut() || e instanceof SocketTimeoutException) {
            return new LineResult.Failed(FailureKind.TIMEOUT, "no whole answer in time");
        }
        return switch (e) {
            case CountedStream.LimitReached limit ->
                new LineResult.Failed(FailureKind.TOO_LARGE, "more than one answer may hold");
            case SSLException ssl -> new LineResult.Failed(FailureKind.TLS, "TLS broke");
            default -> new LineResult.Failed(FailureKind.RESET, "the connection broke");
        };
    }

    @Override
    public void close() {
        line.close();
    }
}
