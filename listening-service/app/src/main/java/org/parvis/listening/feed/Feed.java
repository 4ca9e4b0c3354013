package org.parvis.listening.feed;

import java.util.List;

/**
 * What one reading of a feed gave.
 *
 * @param title the feed's own title, may be empty
 * @param items at most {@link FeedReader#MAX_ITEMS}, in the feed's order
 * @param repaired whether the feed was so broken that it had to be mended first
 */
public record Feed(String title, List<FeedItem> items, boolean repaired) {

    public Feed {
        items = List.copyOf(items);
    }
}
