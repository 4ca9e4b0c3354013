package org.parvis.listening.feed;

import java.net.URI;
import java.util.List;

/** What came back from the address is no feed that can be read. */
public final class FeedRefused extends RuntimeException {

    /** Why; also the end of the message keys. */
    public enum Reason {
        EMPTY,
        /** A web page; {@link #feedsOfPage()} may know the feeds it announces. */
        WEB_PAGE,
        NOT_A_FEED,
        TOO_LARGE,
        TOO_DEEP
    }

    private final Reason reason;
    private final transient List<URI> feedsOfPage;

    FeedRefused(Reason reason) {
        this(reason, List.of());
    }

    FeedRefused(Reason reason, List<URI> feedsOfPage) {
        super(reason.name());
        this.reason = reason;
        this.feedsOfPage = List.copyOf(feedsOfPage);
    }

    public Reason reason() {
        return reason;
    }

    /** Addresses that a web page announces as its feeds. */
    public List<URI> feedsOfPage() {
        return feedsOfPage;
    }
}
