package org.parvis.fetcher;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Server-sent events: lines of fields, an empty line after each event. Holds no more than one event that is not too long. */
final class EventMessages implements Messages {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream in;
    private final int longest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int lineLength;
    private boolean first = true;
    private boolean afterReturn;

    EventMessages(InputStream in, int longest) {
        this.in = new BufferedInputStream(in);
        this.longest = longest;
    }

    @Override
    public OpenStream.@Nullable Message next() throws IOException {
        var event = "";
        var data = new StringBuilder();
        var fields = 0;
        var length = 0L;
        while (readLine()) {
            if (lineLength == 0) {
                if (fields > 0 && length <= longest) {
                    return new OpenStream.Message(event, data.toString());
                }
                event = "";
                data.setLength(0);
                fields = 0;
                length = 0;
                continue;
            }
            length += lineLength;
            if (length > longest) {
                // It is passed over: nothing of it is kept, and it ends where it says so.
                data.setLength(0);
                continue;
            }
            var text = line.toString(StandardCharsets.UTF_8);
            text = first && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            first = false;
            var colon = text.indexOf(':');
            var name = colon < 0 ? text : text.substring(0, colon);
            var value = colon < 0 ? "" : text.substring(text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
            if (name.equals("event")) {
                event = value;
            } else if (name.equals("data")) {
                data.append(fields++ == 0 ? "" : "\n").append(value);
            } else if (name.isEmpty()) {
                // A heartbeat is no part of the event around it.
                length -= lineLength;
            }
        }
        return null;
    }

    /** False at the end; a line that nobody ended is not one. */
    private boolean readLine() throws IOException {
        line.reset();
        lineLength = 0;
        for (var b = in.read(); b >= 0; b = in.read()) {
            var endedAlready = afterReturn && b == '\n';
            afterReturn = b == '\r';
            if (endedAlready) {
                continue;
            }
            if (b == '\n' || b == '\r') {
                return true;
            }
            if (lineLength++ < longest) {
                line.write(b);
            }
        }
        return false;
    }

    @Override
    public boolean isAlive() {
        // It answered; between two messages it need not say anything.
        return true;
    }

    @Override
    public void leave() {
        // Hanging up says it.
    }
}
