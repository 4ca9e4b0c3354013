package org.parvis.fetcher;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A stream that somebody listens to, message by message. It ends by itself: when its time is over, when as much came as one answer may hold, when
 * the other side ends it, or when it breaks. Messages that came before are whole in any case.
 */
public final class OpenStream implements AutoCloseable {

    private final Line line;
    private final Messages messages;
    private @Nullable End end;
    private FetchResult.@Nullable Failed trouble;

    OpenStream(Line line, Messages messages) {
        this.line = line;
        this.messages = messages;
    }

    /**
     * One message.
     *
     * @param event what kind of message it is, where the form says so; else empty
     */
    public record Message(String event, String data) {}

    /** Why there is no next message. */
    public enum End {
        /** It was listened to for as long as was asked. */
        TIME_OVER,
        /** As much came as one answer may hold; there may be more. */
        FULL,
        /** The other side ended it in order. */
        CLOSED,
        BROKEN
    }

    /** Waits for the next message; empty when there is none any more, and then {@link #end} says why. */
    public Optional<Message> next() {
        if (end != null) {
            return Optional.empty();
        }
        try {
            var message = messages.next();
            if (message != null) {
                return Optional.of(message);
            }
            end = End.CLOSED;
        } catch (BrokenExchange e) {
            broken(e.kind(), e.detail());
        } catch (CountedStream.LimitReached e) {
            end = End.FULL;
        } catch (IOException e) {
            if (!line.isCut() && !(e instanceof SocketTimeoutException)) {
                broken(e instanceof SSLException ? FailureKind.TLS : FailureKind.RESET, "the stream broke");
            } else if (messages.isAlive()) {
                end = End.TIME_OVER;
            } else {
                broken(FailureKind.TIMEOUT, "no sign of life in time");
            }
        }
        return Optional.empty();
    }

    private void broken(FailureKind kind, String detail) {
        end = End.BROKEN;
        trouble = new FetchResult.Failed(kind, detail);
    }

    /** Why it ended; empty while it has not. */
    public Optional<End> end() {
        return Optional.ofNullable(end);
    }

    /** What broke it, if anything did. */
    public Optional<FetchResult.Failed> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        try {
            if (end == null || end == End.FULL) {
                messages.leave();
            }
        } catch (IOException e) {
            // Leaving without a word does no harm.
        } finally {
            line.close();
        }
    }
}
