package org.parvis.ledger;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Messages after a position, page by page. After a full page the next ones are on their way, and where the reader asks what the events say,
 * that is read ahead as well, as far as there is time. At most three pages are in memory: the reader's and two ahead.
 */
final class MessagePages {

    /** A page, and how far it goes. */
    final class MessagePage implements ReadAhead.Stretch {

        private final Messages messages;
        private final Page read;

        private MessagePage(Page read) {
            this.read = read;
            this.messages = Messages.of(read.entries(), format);
        }

        List<TrackedEventMessage<?>> messages() {
            return messages.all();
        }

        @Override
        public long end() {
            return read.scannedTo();
        }

        @Override
        public boolean full() {
            return read.full();
        }

        @Override
        public boolean workAhead() {
            return payloadsWanted && messages.readSomeFromTheEnd();
        }
    }

    private final EventFormat format;
    private final ReadAhead<MessagePage> pages;
    private @Nullable MessagePage current;
    private volatile boolean payloadsWanted;

    /** @param eventTypes empty for all */
    MessagePages(LedgerReader reader, EventFormat format, int size, Set<String> eventTypes) {
        this.format = format;
        this.pages = new ReadAhead<>(from -> new MessagePage(reader.read(from, size, eventTypes)));
    }

    /** The page after a position. */
    MessagePage after(long position) {
        MessagePage before = current;
        payloadsWanted = before != null && before.messages.wereAsked();
        MessagePage page = pages.after(position);
        current = page.full() ? page : null;
        return page;
    }

    /** All messages after a position. */
    Iterator<TrackedEventMessage<?>> all(long position) {
        return new Iterator<>() {
            private Iterator<TrackedEventMessage<?>> page = Collections.emptyIterator();
            private long after = position;
            private boolean more = true;

            @Override
            public boolean hasNext() {
                if (!page.hasNext() && more) {
                    MessagePage next = MessagePages.this.after(after);
                    more = next.full();
                    after = next.end();
                    page = next.messages().iterator();
                }
                return page.hasNext();
            }

            @Override
            public TrackedEventMessage<?> next() {
                return page.next();
            }
        };
    }
}
