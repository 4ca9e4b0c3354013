package org.parvis.web;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.ClassPathResource;

/** The words of the running service, of what every service starts with and of the shell, in English and French. */
final class ShellMessages extends ResourceBundleMessageSource {

    ShellMessages(String service) {
        setDefaultEncoding(StandardCharsets.UTF_8.name());
        setFallbackToSystemLocale(false);
        // Only Java's own message format is used, always: a text reads the same with and without arguments.
        setAlwaysUseMessageFormat(true);
        Stream.of(service, "boot", "shell")
                .filter(owner -> new ClassPathResource("i18n/" + owner + "_en.properties").exists())
                .forEach(owner -> addBasenames("i18n/" + owner));
    }
}
