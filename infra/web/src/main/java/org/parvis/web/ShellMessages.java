package org.parvis.web;

import java.nio.charset.StandardCharsets;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.ClassPathResource;

/** The words of the running service and those of the shell, in English and French, from {@code i18n/}. */
final class ShellMessages extends ResourceBundleMessageSource {

    ShellMessages(String service) {
        setDefaultEncoding(StandardCharsets.UTF_8.name());
        setFallbackToSystemLocale(false);
        // Only Java's own message format is used, always: a text reads the same with and without arguments.
        setAlwaysUseMessageFormat(true);
        if (new ClassPathResource("i18n/" + service + "_en.properties").exists()) {
            addBasenames("i18n/" + service);
        }
        addBasenames("i18n/shell");
    }
}
