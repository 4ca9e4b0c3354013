package org.parvis.boot.forget;

/**
 * Somewhere a service keeps words about people.
 *
 * @param table whose rows change
 * @param sql an update that names the person as {@code :person} and puts {@code :erased} where words were; rows that are forgotten already
 *     must not match
 */
public record Place(String table, String sql) {}
