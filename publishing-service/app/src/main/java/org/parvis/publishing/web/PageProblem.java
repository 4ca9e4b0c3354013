package org.parvis.publishing.web;

import org.jspecify.annotations.Nullable;

/**
 * What a form could not do, in the reader's words.
 *
 * @param field the field it concerns, null when it concerns the whole
 * @param code stable, for people who ask
 * @param status what the page answers with
 */
public record PageProblem(@Nullable String field, String text, String code, int status) {

    /** The text under a field, or null when another one is meant. */
    public @Nullable String at(String name) {
        return name.equals(field) ? text : null;
    }
}
