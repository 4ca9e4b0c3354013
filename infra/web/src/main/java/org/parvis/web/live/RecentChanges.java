package org.parvis.web.live;

import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** The last changes, so that a page that lost its stream for a moment hears what it missed instead of guessing. */
final class RecentChanges {

    private static final int KEPT = 2_000;

    /** Numbers start again with the process, so an id names the process too. */
    private String epoch = newEpoch();

    private final ArrayDeque<Change> changes = new ArrayDeque<>();
    private long next = 1;

    synchronized Change add(String topic, String brandId, String item) {
        var change = new Change(next++, topic, brandId, item);
        changes.addLast(change);
        if (changes.size() > KEPT) {
            changes.removeFirst();
        }
        return change;
    }

    private static String newEpoch() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    /** What came before is not complete, so no id that was given before may stand for it. */
    synchronized void forget() {
        changes.clear();
        epoch = newEpoch();
    }

    synchronized String idOf(long number) {
        return epoch + "-" + number;
    }

    synchronized long lastNumber() {
        return next - 1;
    }

    /** The number in an id this process gave, when everything after it is still known. */
    synchronized OptionalLong stillKnown(String id) {
        if (!id.startsWith(epoch + "-")) {
            return OptionalLong.empty();
        }
        try {
            var number = Long.parseLong(id.substring(epoch.length() + 1));
            var oldest = changes.isEmpty() ? next : changes.getFirst().number();
            return number >= oldest - 1 && number < next ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    synchronized List<Change> after(long number) {
        return changes.stream().filter(change -> change.number() > number).toList();
    }
}
