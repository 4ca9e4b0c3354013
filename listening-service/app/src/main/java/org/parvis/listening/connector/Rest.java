package org.parvis.listening.connector;

import java.util.Optional;

/**
 * Where a list that comes newest first goes on, when one poll could not hold all that is new of it. Only when the rest is read, what was
 * newest at the beginning counts as reached.
 *
 * @param pages how many were read of it
 * @param place where the next one is, in the words of the network
 * @param newest what is reached then
 */
record Rest(int pages, String place, String newest) {

    private static final int LONGEST_PLACE = 2_000;

    static Optional<Rest> of(Cursor cursor, String list) {
        return cursor.mark(list + " pages")
                .filter(pages -> pages.matches("[0-9]{1,6}"))
                .map(pages -> new Rest(
                        Integer.parseInt(pages),
                        cursor.mark(list + " place").orElse(""),
                        cursor.mark(list + " newest").orElse("")));
    }

    /** Whether a network may call a place so: it is sent back in an address. */
    static boolean isPlace(String place) {
        return place.length() <= LONGEST_PLACE;
    }

    Cursor in(Cursor cursor, String list) {
        return cursor.with(list + " pages", Optional.of(Integer.toString(pages)))
                .with(list + " place", Optional.of(place))
                .with(list + " newest", Optional.of(newest));
    }
}
