package org.parvis.moderation.web;

import java.util.Locale;
import java.util.Objects;
import org.parvis.axon.Refused;
import org.parvis.boot.InvalidInput;
import org.parvis.moderation.people.Members;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Says in a page, where it happened, why something was refused. */
@Component
public class RefusalWords {

    private final MessageSource messages;
    private final Members members;

    RefusalWords(MessageSource messages, Members members) {
        this.messages = messages;
        this.members = members;
    }

    /** The text of a refusal; a member in its details is called by name. */
    public String of(Refused refused, Locale locale) {
        var details = refused.details().entrySet().stream()
                .map(e -> isMember(e.getKey()) ? members.nameOf(e.getValue().toString()) : e.getValue())
                .toArray();
        return Objects.requireNonNull(messages.getMessage("refusal." + refused.code(), details, "", locale));
    }

    /** The text of an input that cannot be used. */
    public String of(InvalidInput invalid, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(
                "invalid." + invalid.code(), invalid.arguments().toArray(), "", locale));
    }

    /** The status a page answers with. */
    public static HttpStatus status(Refused refused) {
        return switch (refused.category()) {
            case CONFLICT -> HttpStatus.CONFLICT;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
        };
    }

    private static boolean isMember(String detail) {
        return detail.equals("decidedBy") || detail.equals("holder") || detail.equals("giver");
    }
}
