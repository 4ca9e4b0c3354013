package org.parvis.ledger;

import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * All messages after a position, page by page. After a full page the next one is on its way, and where the reader asks what the events
 * say, that is read ahead as well, as far as there is time. Never more than two pages are in memory.
 */
final class MessagePages implements Iterator<TrackedEventMessage<?>> {

    static final int PAGE = 1_000;

    private record Fetched(Messages messages, long scannedTo, boolean full) {}

    private final ReadAhead<Fetched> pages;
    private @Nullable Messages current;
    private Iterator<TrackedEventMessage<?>> page = Collections.emptyIterator();
    private long after;
    private boolean more = true;

    MessagePages(LedgerReader reader, EventFormat format, long after) {
        this.pages = new ReadAhead<>(from -> {
            Page read = reader.read(from, PAGE, Set.of());
            return new Fetched(Messages.of(read.entries(), format), read.scannedTo(), read.full());
        });
        this.after = after;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && more) {
            Fetched next = pages.after(after);
            more = next.full;
            after = next.scannedTo;
            if (more) {
                Messages before = current;
                boolean wanted = before != null && before.wereRead();
                pages.prepare(after, ahead -> {
                    if (wanted) {
                        ahead.messages.readFromTheEnd();
                    }
                });
            }
            current = next.messages;
            page = next.messages.all().iterator();
        }
        return page.hasNext();
    }

    @Override
    public TrackedEventMessage<?> next() {
        return page.next();
    }
}
