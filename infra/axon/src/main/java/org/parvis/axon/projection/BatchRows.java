package org.parvis.axon.projection;

import java.util.ArrayList;
import java.util.HashMap;
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
 * with one bulk statement before the batch commits, in its transaction.
 */
public final class BatchRows<K, R> {

    private final Function<K, @Nullable R> load;
    private final Consumer<List<R>> write;
    private final String resource = "rows-" + System.identityHashCode(this);

    private BatchRows(Function<K, @Nullable R> load, Consumer<List<R>> write) {
        this.load = load;
        this.write = write;
    }

    /**
     * @param load reads one row by its key, or null
     * @param write inserts or updates all given rows with one bulk statement
     */
    public static <K, R> BatchRows<K, R> of(Function<K, @Nullable R> load, Consumer<List<R>> write) {
        return new BatchRows<>(load, write);
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
        var batch = batch();
        batch.set(key, change.apply(batch.row(key)));
    }

    /** Changes a row that exists; does nothing when there is none. */
    public void change(K key, UnaryOperator<R> change) {
        var batch = batch();
        var row = batch.row(key);
        if (row != null) {
            batch.set(key, change.apply(row));
        }
    }

    private Batch batch() {
        var root = CurrentUnitOfWork.get().root();
        var end = BatchEnd.of(root);
        return root.getOrComputeResource(resource, name -> end.add(new Batch()));
    }

    private final class Batch implements BatchEnd.Writer {
        private final Map<K, R> rows = new HashMap<>();
        private final Set<K> changed = new LinkedHashSet<>();

        @Nullable
        R row(K key) {
            var row = rows.get(key);
            if (row == null) {
                row = load.apply(key);
                if (row != null) {
                    rows.put(key, row);
                }
            }
            return row;
        }

        void set(K key, R row) {
            rows.put(key, row);
            changed.add(key);
        }

        @Override
        public void write() {
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
            }
        }

        @Override
        public void forget() {
            rows.clear();
            changed.clear();
        }
    }
}
