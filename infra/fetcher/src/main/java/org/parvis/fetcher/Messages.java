package org.parvis.fetcher;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes messages out of the bytes of a stream. */
interface Messages {

    /** The next message, as soon as it is whole; null when the other side ended the stream in order. */
    OpenStream.@Nullable Message next() throws IOException, BrokenExchange;

    /** Whether the other side gave a sign of life since the stream was opened. */
    boolean isAlive();

    /** Says that nobody listens any more, where that can be said. */
    void leave() throws IOException;
}
