package org.parvis.identity.form;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;
import org.parvis.boot.Conflict;
import org.parvis.boot.InvalidInput;
import org.springframework.context.MessageSource;

/**
 * Why a form was not taken, for the page that shows it again.
 *
 * @param field the field to correct; empty when it is the whole that does not fit
 * @param text what to do, in the reader's language
 */
public record FormError(String field, String text) {

    /** Says what went wrong when it is something a person can correct; anything else is not for the form to say. */
    public static Optional<FormError> of(RuntimeException thrown, MessageSource words, Locale locale) {
        return switch (thrown) {
            case InvalidInput e ->
                Optional.of(new FormError(
                        e.field(),
                        text(words, "invalid." + e.code(), locale, e.arguments().toArray())));
            case Refused e
            when e.category() != Refused.Category.FORBIDDEN ->
                Optional.of(new FormError(
                        "",
                        text(
                                words,
                                "refusal." + e.code(),
                                locale,
                                e.details().values().toArray())));
            case Conflict e ->
                Optional.of(new FormError(
                        "",
                        text(
                                words,
                                "refusal." + e.code(),
                                locale,
                                e.details().values().toArray())));
            case AggregateNotFoundException e ->
                Optional.of(new FormError("", text(words, "problem.404.detail", locale)));
            default -> Optional.empty();
        };
    }

    /** The text for a field, null when the error is about another. */
    public @Nullable String at(String name) {
        return field.equals(name) ? text : null;
    }

    private static String text(MessageSource words, String key, Locale locale, Object... arguments) {
        return Objects.requireNonNull(words.getMessage(key, arguments, locale));
    }
}
