package org.parvis.publishing.web;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.parvis.axon.Refused;
import org.parvis.boot.Conflict;
import org.parvis.boot.InvalidInput;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in a page, where it happened, why something was not done. */
@Component
public class PageWords {

    private static final Pattern CODED =
            Pattern.compile("(?<code>[A-Z][A-Z0-9_]+)(?:[: ]+(?<detail>.*))?", Pattern.DOTALL);
    private static final Pattern STATUS = Pattern.compile("STATUS_(\\d{3})");

    private final MessageSource messages;

    PageWords(MessageSource messages) {
        this.messages = messages;
    }

    /** A text of the message files. */
    public String text(Locale locale, String key, Object... arguments) {
        return Objects.requireNonNull(messages.getMessage(key, arguments, key, locale));
    }

    /** What came of asking a network: codes of ours in words, what the network itself said as it said it. */
    public String cause(Locale locale, String said) {
        var coded = CODED.matcher(said);
        if (!coded.matches()) {
            return said;
        }
        var status = STATUS.matcher(coded.group("code"));
        var known = status.matches()
                ? text(locale, "publishing.cause.STATUS", status.group(1))
                : messages.getMessage("publishing.cause." + coded.group("code"), null, "", locale);
        if (known == null || known.isEmpty()) {
            return said;
        }
        var detail = coded.group("detail");
        return detail == null || detail.isBlank() ? known : known + " (" + detail + ")";
    }

    /** What a failure means to who filled a form; empty when it is none that a form could show. */
    public Optional<PageProblem> of(RuntimeException failure, Locale locale) {
        return switch (failure) {
            case InvalidInput invalid ->
                Optional.of(new PageProblem(
                        invalid.field(),
                        text(
                                locale,
                                "invalid." + invalid.code(),
                                invalid.arguments().toArray()),
                        "INVALID",
                        422));
            case Refused refused ->
                Optional.of(new PageProblem(
                        null,
                        text(
                                locale,
                                "refusal." + refused.code(),
                                refused.details().values().toArray()),
                        refused.code(),
                        status(refused.category())));
            case Conflict conflict ->
                Optional.of(new PageProblem(
                        null,
                        text(
                                locale,
                                "refusal." + conflict.code(),
                                conflict.details().values().toArray()),
                        conflict.code(),
                        409));
            default -> Optional.empty();
        };
    }

    private static int status(Refused.Category category) {
        return switch (category) {
            case CONFLICT -> 409;
            case FORBIDDEN -> 403;
            case INVALID -> 422;
            case NOT_FOUND -> 404;
        };
    }
}
