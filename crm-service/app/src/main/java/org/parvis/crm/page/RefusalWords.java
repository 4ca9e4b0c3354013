package org.parvis.crm.page;

import java.util.Locale;
import java.util.Objects;
import org.parvis.axon.Refused;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in a form, where it happened, why something was refused. */
@Component
public class RefusalWords {

    private final MessageSource messages;

    RefusalWords(MessageSource messages) {
        this.messages = messages;
    }

    public String of(Refused refused, Locale locale) {
        var details = refused.details().values().toArray();
        var key = "refusal." + refused.code();
        return Objects.requireNonNull(messages.getMessage(key, details, refused.code(), locale));
    }
}
