package org.parvis.crm.page;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.modelling.command.ConcurrencyException;
import org.parvis.axon.Refused;
import org.parvis.boot.InvalidInput;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in a form, where it happened, why something was refused. */
@Component
public class RefusalWords {

    private static final int INVALID = 422;
    private static final int CONFLICT = 409;

    private final MessageSource messages;

    RefusalWords(MessageSource messages) {
        this.messages = messages;
    }

    public String of(Refused refused, Locale locale) {
        return text("refusal." + refused.code(), refused.details().values().toArray(), locale);
    }

    /** What a failure means to who filled a form; empty when the form is no place for it, as when it is not theirs to fill. */
    public Optional<FormProblem> in(RuntimeException failure, Locale locale) {
        return switch (failure) {
            case Refused refused
            when refused.category() == Refused.Category.INVALID -> problem(refused, INVALID, locale);
            case Refused refused
            when refused.category() == Refused.Category.CONFLICT -> problem(refused, CONFLICT, locale);
            case InvalidInput invalid ->
                Optional.of(new FormProblem(
                        text("invalid." + invalid.code(), invalid.arguments().toArray(), locale), "INVALID", INVALID));
            case ConcurrencyException concurrent ->
                Optional.of(new FormProblem(
                        text("refusal.STALE_VERSION", new Object[0], locale), "CHANGED_MEANWHILE", CONFLICT));
            default -> Optional.empty();
        };
    }

    private Optional<FormProblem> problem(Refused refused, int status, Locale locale) {
        return Optional.of(new FormProblem(of(refused, locale), refused.code(), status));
    }

    private String text(String key, Object[] arguments, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, arguments, key, locale));
    }
}
