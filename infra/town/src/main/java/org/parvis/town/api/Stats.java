package org.parvis.town.api;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parvis.town.fault.Operation;
import org.parvis.town.square.Change;
import org.parvis.town.square.Draft;
import org.parvis.town.square.Published;

/** Counts on the network's side, so that a test can say "exactly once" without trusting the client it tests. */
public final class Stats {

    private static final int MAX_KEPT = 20_000;

    private final Map<Operation, Integer> requests = new EnumMap<>(Operation.class);
    private final Map<Change.Kind, Integer> effects = new EnumMap<>(Change.Kind.class);
    private final Map<String, Integer> createdByAccount = new TreeMap<>();
    private final Map<String, Integer> requestsByKey = latest();
    private final Map<String, Integer> createdByKey = latest();
    private final Map<Wording, Integer> createdByText = latest();
    private int replays;

    private record Wording(
            String account, String text, @Nullable String inReplyTo) {}

    private static <K> Map<K, Integer> latest() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Integer> eldest) {
                return size() > MAX_KEPT;
            }
        };
    }

    synchronized void requested(Operation operation) {
        requests.merge(operation, 1, Integer::sum);
    }

    synchronized void sent(Draft draft) {
        var key = key(draft);
        if (key != null) {
            requestsByKey.merge(key, 1, Integer::sum);
        }
    }

    /** A draft took effect, or was recognised. */
    public synchronized void published(Draft draft, Published published) {
        if (published.replayed()) {
            replays++;
            return;
        }
        effects.merge(Change.Kind.CREATED, 1, Integer::sum);
        createdByAccount.merge(draft.author(), 1, Integer::sum);
        createdByText.merge(new Wording(draft.author(), draft.text(), draft.inReplyTo()), 1, Integer::sum);
        var key = key(draft);
        if (key != null) {
            createdByKey.merge(key, 1, Integer::sum);
        }
    }

    synchronized void effect(Change.Kind kind) {
        effects.merge(kind, 1, Integer::sum);
    }

    private static @Nullable String key(Draft draft) {
        var key = draft.clientKey() == null ? draft.idempotencyKey() : draft.clientKey();
        return key == null ? null : draft.author() + "/" + key;
    }

    synchronized void reset() {
        requests.clear();
        effects.clear();
        createdByAccount.clear();
        requestsByKey.clear();
        createdByKey.clear();
        createdByText.clear();
        replays = 0;
    }

    public synchronized int requests(Operation operation) {
        return requests.getOrDefault(operation, 0);
    }

    public synchronized int effects(Change.Kind kind) {
        return effects.getOrDefault(kind, 0);
    }

    public synchronized int replays() {
        return replays;
    }

    /** A copy in the form the API shows. */
    synchronized Map<String, Object> view(Map<String, Integer> faults) {
        var view = new LinkedHashMap<String, Object>();
        view.put("requests", Map.of("read", requests(Operation.READ), "write", requests(Operation.WRITE)));
        view.put("faults", faults);
        view.put(
                "effects",
                Map.of(
                        "created", effects(Change.Kind.CREATED),
                        "edited", effects(Change.Kind.EDITED),
                        "deleted", effects(Change.Kind.DELETED)));
        view.put("replays", replays);
        view.put("createdByAccount", new TreeMap<>(createdByAccount));
        view.put("requestsByKey", new LinkedHashMap<>(requestsByKey));
        view.put("createdByKey", new LinkedHashMap<>(createdByKey));
        view.put("createdByText", texts());
        return view;
    }

    private List<Map<String, Object>> texts() {
        var texts = new ArrayList<Map<String, Object>>();
        createdByText.forEach((wording, count) -> {
            var row = new LinkedHashMap<String, Object>();
            row.put("account", wording.account());
            row.put("text", wording.text());
            row.put("inReplyTo", wording.inReplyTo());
            row.put("count", count);
            texts.add(row);
        });
        return texts;
    }
}
