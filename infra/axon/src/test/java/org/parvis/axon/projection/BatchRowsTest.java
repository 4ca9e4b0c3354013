package org.parvis.axon.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;

class BatchRowsTest {

    private final Map<String, Integer> table = new HashMap<>(Map.of("a", 1, "b", 10));
    private final List<Collection<String>> loads = new ArrayList<>();
    private final List<Integer> writes = new ArrayList<>();

    private record Row(String key, int value) {

        Row plus(int more) {
            return new Row(key, value + more);
        }
    }

    private final BatchRows<String, Row> rows = BatchRows.ofMany(this::load, this::write);
    private final BatchRows<String, Row> beginning = BatchRows.ofNew(this::write);

    private Map<String, Row> load(Collection<String> keys) {
        loads.add(new TreeSet<>(keys));
        var found = new HashMap<String, Row>();
        table.forEach((key, value) -> {
            if (keys.contains(key)) {
                found.put(key, new Row(key, value));
            }
        });
        return found;
    }

    private void write(List<Row> changed) {
        writes.add(changed.size());
        changed.forEach(row -> table.put(row.key(), row.value()));
    }

    private static void inABatch(Runnable work) {
        DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("event")).execute(work);
    }

    @Test
    void rowsThatNobodyLookedAtAreLoadedTogetherAndChangedInOrder() {
        inABatch(() -> {
            rows.change("a", row -> row.plus(1));
            rows.change("a", row -> new Row(row.key(), row.value() * 10));
            rows.put("b", row -> row == null ? new Row("b", 0) : row.plus(5));
            rows.put("c", row -> row == null ? new Row("c", 7) : row.plus(5));
            rows.change("nowhere", row -> row.plus(1));
        });
        assertThat(table).isEqualTo(Map.of("a", 20, "b", 15, "c", 7));
        assertThat(loads).containsExactly(new TreeSet<>(List.of("a", "b", "c", "nowhere")));
        assertThat(writes).containsExactly(3);
    }

    @Test
    void whoeverLooksSeesWhatWasChangedBefore() {
        inABatch(() -> {
            rows.change("a", row -> row.plus(1));
            assertThat(rows.find("a")).isEqualTo(new Row("a", 2));
            rows.change("a", row -> row.plus(1));
        });
        assertThat(table).containsEntry("a", 3);
        assertThat(loads).hasSize(1);
    }

    @Test
    void aRowThatIsSetIsNotRead() {
        inABatch(() -> {
            rows.change("a", row -> row.plus(100));
            rows.set("a", new Row("a", 5));
            rows.change("a", row -> row.plus(1));
        });
        assertThat(table).containsEntry("a", 6);
        assertThat(loads).isEmpty();
    }

    @Test
    void whatIsWrittenInBetweenIsWrittenOnceAndGoesOnFromThere() {
        inABatch(() -> {
            rows.put("a", row -> row == null ? new Row("a", 0) : row.plus(1));
            rows.write();
            assertThat(table).containsEntry("a", 2);
            rows.change("a", row -> row.plus(1));
        });
        assertThat(table).containsEntry("a", 3);
        assertThat(loads).hasSize(1);
    }

    @Test
    void whatBeginsInTheBatchIsNotFoundHereOnceItIsWritten() {
        inABatch(() -> {
            beginning.set("new", new Row("new", 1));
            assertThat(beginning.find("new")).isNotNull();
            beginning.write();
            assertThat(beginning.find("new")).isNull();
        });
        assertThat(table).containsEntry("new", 1);
        assertThat(writes).containsExactly(1);
    }
}
