package org.parvis.town.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.parvis.town.square.Draft;
import org.parvis.town.square.Refusal;
import org.parvis.town.square.SquareRefused;

/** What was handed in and not published yet; the latest only, and gone with the town's process. */
final class Containers {

    private static final int MAX_KEPT = 50_000;

    private final Map<String, Draft> drafts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Draft> eldest) {
            return size() > MAX_KEPT;
        }
    };
    private long last;

    synchronized String put(Draft draft) {
        var id = "c" + ++last;
        drafts.put(id, draft);
        return id;
    }

    synchronized Draft of(String author, String id) {
        var draft = drafts.get(id);
        if (draft == null || !draft.author().equals(author)) {
            throw new SquareRefused(Refusal.CONTAINER_UNKNOWN);
        }
        return draft;
    }
}
