package org.parvis.axon;

/** Says that a service owns a type of aggregate; declared as a bean in the service's configuration. */
public record AggregateOf<T>(Class<T> type) {

    public static <T> AggregateOf<T> type(Class<T> type) {
        return new AggregateOf<>(type);
    }
}
