package org.parvis.identity.session;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** A session as its member sees it. */
record SessionRow(String id, String device, String address, Instant since, Instant seenAt, boolean current) {

    static List<SessionRow> of(List<SessionItem> sessions, MessageSource words, Locale locale) {
        var current = SessionDesk.current().orElse("");
        return sessions.stream()
                .map(s -> new SessionRow(
                        s.id(),
                        words(Device.of(s.agent()), words, locale),
                        s.address(),
                        s.since(),
                        s.seenAt(),
                        s.id().equals(current)))
                .toList();
    }

    private static String words(Device device, MessageSource words, Locale locale) {
        var key = device.browser().isEmpty() ? (device.system().isEmpty() ? "unknown" : "system") : "browser";
        var both = key.equals("browser") && !device.system().isEmpty() ? "both" : key;
        return String.valueOf(
                words.getMessage("identity.device." + both, new Object[] {device.browser(), device.system()}, locale));
    }
}
