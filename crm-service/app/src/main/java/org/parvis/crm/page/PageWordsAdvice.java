package org.parvis.crm.page;

import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its {@link PageWords}. */
@ControllerAdvice
class PageWordsAdvice {

    private final MessageSource messages;

    PageWordsAdvice(MessageSource messages) {
        this.messages = messages;
    }

    @ModelAttribute("crm")
    PageWords words(Locale locale) {
        return new PageWords(Objects.requireNonNull(messages.getMessage("crm.erased", null, "", locale)));
    }
}
