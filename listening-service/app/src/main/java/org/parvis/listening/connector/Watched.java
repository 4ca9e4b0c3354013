package org.parvis.listening.connector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages seen lately that are looked at once more, some at a time, because nobody tells when they go away. Kept in the cursor.
 *
 * @param names what the network calls each in a look-up, with the id it has here; oldest first
 */
record Watched(Map<String, String> names) {

    private static final String MARK = "watched";
    private static final int MOST = 100;

    Watched {
        names = new LinkedHashMap<>(names);
    }

    static Watched of(Cursor cursor) {
        var names = new LinkedHashMap<String, String>();
        cursor.mark(MARK).ifPresent(text -> {
            for (var line : text.split("\n")) {
                var parts = line.split("\t", 2);
                if (parts.length == 2) {
                    names.put(parts[0], parts[1]);
                }
            }
        });
        return new Watched(names);
    }

    /** Those that are looked at now: the ones that waited longest. */
    List<String> next(int count) {
        return names.keySet().stream().limit(count).toList();
    }

    /** Afterwards: without those that are gone, those that were looked at behind all others, and the new ones last. */
    Watched after(Collection<String> looked, Collection<String> gone, Map<String, String> seen) {
        var all = new LinkedHashMap<>(names);
        for (var name : looked) {
            var id = all.remove(name);
            if (id != null) {
                all.put(name, id);
            }
        }
        seen.forEach((name, id) -> {
            if (name.matches("[^\\s]{1,200}") && id.matches("[^\\s]{1,500}")) {
                all.putIfAbsent(name, id);
            }
        });
        gone.forEach(all::remove);
        var kept = new ArrayList<>(all.keySet());
        kept.subList(0, Math.max(0, kept.size() - MOST)).forEach(all::remove);
        return new Watched(all);
    }

    Cursor in(Cursor cursor) {
        var lines = names.entrySet().stream()
                .map(entry -> entry.getKey() + "\t" + entry.getValue())
                .toList();
        return cursor.with(MARK, lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines)));
    }
}
