package org.parvis.listening.importing;

import java.util.Map;
import java.util.Optional;

/** A line taken apart, and not yet understood. */
sealed interface Row {

    long number();

    record Cells(long number, Map<Column, String> values) implements Row {

        public Cells {
            values = Map.copyOf(values);
        }

        Optional<String> value(Column column) {
            return Optional.ofNullable(values.get(column)).map(String::strip).filter(text -> !text.isEmpty());
        }
    }

    record Unreadable(long number, LineProblem problem) implements Row {}
}
