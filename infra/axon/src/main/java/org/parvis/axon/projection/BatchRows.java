package org.parvis.axon.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table while a batch of events runs: each is loaded at most once, changed in memory, and all that changed are written
 * with one bulk statement before the batch commits, in its transaction. What changes a row that nobody has looked at yet waits until then,
 * so that all such rows are loaded together.
 */
public final class BatchRows<K, R> {

    private final Function<Collection<K>, Map<K, R>> load;
    private final Consumer<List<R>> write;
    private final boolean remembers;
    private final String resource = "rows-" + System.identityHashCode(this);

    private BatchRows(Function<Collection<K>, Map<K, R>> load, Consumer<List<R>> write, boolean remembers) {
        this.load = load;
        this.write = write;
        this.remembers = remembers;
    }

    /**
     * @param load reads one row by its key, or null
     * @param write inserts or updates all given rows with one bulk statement
     */
    public static <K, R> BatchRows<K, R> of(Function<K, @Nullable R> load, Consumer<List<R>> write) {
        return ofMany(
                keys -> {
                    var rows = new HashMap<K, R>();
                    for (var key : keys) {
                        var row = load.apply(key);
                        if (row != null) {
                            rows.put(key, row);
                        }
                    }
                    return rows;
                },
                write);
    }

    /**
     * @param load reads the rows there are under some keys
     * @param write inserts or updates all given rows with one bulk statement
     */
    public static <K, R> BatchRows<K, R> ofMany(Function<Collection<K>, Map<K, R>> load, Consumer<List<R>> write) {
        return new BatchRows<>(load, write, true);
    }

    /** Rows that begin in the running batch. Once written they are not found here any more. */
    public static <K, R> BatchRows<K, R> ofNew(Consumer<List<R>> write) {
        return new BatchRows<>(keys -> Map.of(), write, false);
    }

    /** The row as it stands after the events of this batch so far. */
    public @Nullable R find(K key) {
        return batch().row(key);
    }

    /** A row as it is from now on, whatever was there: nothing is read. */
    public void set(K key, R row) {
        batch().set(key, row);
    }

    /** Makes or changes a row; the function sees null when there is none. */
    public void put(K key, Function<@Nullable R, R> change) {
        batch().change(key, change);
    }

    /** Changes a row that exists; does nothing when there is none. */
    public void change(K key, UnaryOperator<R> change) {
        batch().change(key, row -> row == null ? null : change.apply(row));
    }

    /** Writes what changed so far, for a statement of one's own that must find it. */
    public void write() {
        batch().write();
    }

    private Batch batch() {
        var root = CurrentUnitOfWork.get().root();
        var end = BatchEnd.of(root);
        return root.getOrComputeResource(resource, name -> end.add(new Batch()));
    }

    private final class Batch implements BatchEnd.Writer {
        private final Map<K, R> rows = new HashMap<>();
        private final Map<K, List<Function<@Nullable R, @Nullable R>>> waiting = new LinkedHashMap<>();
        private final Set<K> changed = new LinkedHashSet<>();

        @Nullable
        R row(K key) {
            if (!rows.containsKey(key)) {
                load(List.of(key));
            }
            return rows.get(key);
        }

        void set(K key, R row) {
            waiting.remove(key);
            rows.put(key, row);
            changed.add(key);
        }

        void change(K key, Function<@Nullable R, @Nullable R> change) {
            if (rows.containsKey(key)) {
                apply(key, change);
            } else {
                waiting.computeIfAbsent(key, k -> new ArrayList<>()).add(change);
            }
        }

        private void apply(K key, Function<@Nullable R, @Nullable R> change) {
            var row = change.apply(rows.get(key));
            if (row != null) {
                rows.put(key, row);
                changed.add(key);
            }
        }

        private void load(Collection<K> keys) {
            rows.putAll(load.apply(keys));
            for (var key : keys) {
                var changes = waiting.remove(key);
                if (changes != null) {
                    changes.forEach(change -> apply(key, change));
                }
            }
        }

        @Override
        public void write() {
            if (!waiting.isEmpty()) {
                load(List.copyOf(waiting.keySet()));
            }
            if (!changed.isEmpty()) {
                var out = new ArrayList<R>(changed.size());
                for (var key : changed) {
                    var row = rows.get(key);
                    if (row != null) {
                        out.add(row);
                    }
                }
                write.accept(out);
                changed.clear();
                if (!remembers) {
                    rows.clear();
                }
            }
        }

        @Override
        public void forget() {
            rows.clear();
            waiting.clear();
            changed.clear();
        }
    }
}
