package org.parvis.listening.feed;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of a feed, as plain text.
 *
 * @param remoteId what the feed calls it, the same at each reading; derived from the content when the feed has no name for it
 * @param link the page it is about, absolute and http or https
 * @param title plain text, may be empty
 * @param text plain text, may be empty
 * @param author a name, may be empty
 * @param publishedAt when, if the feed says so in a way that can be read
 * @param language what the feed says, as a lower-case primary tag
 */
public record FeedItem(
        String remoteId,
        Optional<URI> link,
        String title,
        String text,
        String author,
        Optional<Instant> publishedAt,
        Optional<String> language) {}
