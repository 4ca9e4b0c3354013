package org.parvis.town.feed;

import java.time.Instant;
import java.util.List;

/** A list of posts to subscribe to, newest first. */
record Feed(String title, String page, String self, Instant updated, List<Entry> entries) {

    /** One post in a feed. */
    record Entry(
            String url,
            String author,
            String authorUrl,
            String title,
            String text,
            Instant published,
            Instant updated,
            String language,
            List<String> tags) {}
}
