package org.parvis.listening.matching;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is matched.
 *
 * @param text analysed by the engine
 * @param stems {@link Field#FRENCH} or {@link Field#ENGLISH} for a text in that language, {@link Field#PLAIN} for any other
 * @param values terms of the other fields, taken whole
 */
public record Document(String text, Field stems, List<Values> values) {

    public Document {
        values = List.copyOf(values);
    }

    /** The terms of a field; asked for only when some query asks for the field. */
    public record Values(Field field, Supplier<? extends Collection<String>> terms) {}
}
