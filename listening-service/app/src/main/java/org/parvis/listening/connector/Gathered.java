package org.parvis.listening.connector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.parvis.boot.Weight;
import tools.jackson.databind.JsonNode;

/**
 * What one poll brings. It has an end of its own, in messages and in signs: each page of a list has one, and twenty pages together would be too
 * much. Whoever reads a list asks after each page whether it is full, and goes on there the next time.
 */
final class Gathered {

    /** More entries than this are no page of any network that is asked for one. */
    private static final int LONGEST_PAGE = 500;

    private static final int MOST = 2_000;
    /** What a message weighs besides its words. */
    private static final int BARE = 300;

    private final List<CollectedItem> items = new ArrayList<>();
    private int count;
    private long weight;

    /** Whether something is a list that somebody may have answered who was asked for a page. */
    static boolean isPage(JsonNode list) {
        return list.isArray() && list.size() <= LONGEST_PAGE;
    }

    void add(CollectedItem item) {
        items.add(item);
        weigh(weight(item));
    }

    /** Of something that is kept elsewhere until the poll is over. */
    void weigh(long signs) {
        count++;
        weight += signs + BARE;
    }

    boolean isFull() {
        return count >= MOST || weight >= Weight.MOST;
    }

    List<CollectedItem> oldestFirst() {
        return items.stream()
                .sorted(Comparator.comparing(CollectedItem::publishedAt))
                .toList();
    }

    /** For networks that tell what happened one after the other. */
    List<CollectedItem> asTheyCame() {
        return List.copyOf(items);
    }

    static long weight(CollectedItem item) {
        return 0L
                + item.text().length()
                + item.title().map(String::length).orElse(0)
                + item.permalink().length()
                + item.remoteId().length()
                + item.threadRemoteId().length()
                + item.author().id().length()
                + item.author().handle().length()
                + item.author().name().length();
    }
}
