package org.parvis.listening.topic;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.parvis.listening.text.WebLinks;

/**
 * The links of a message as they are compared: host, slash, path and what follows, in lower case, without scheme, port and fragment;
 * once for the host and once for each domain it belongs to.
 */
final class Links {

    private static final Pattern PLACE = Pattern.compile(WebLinks.HOST + "(?::\\d{1,5})?(/\\S*)?");

    private Links() {}

    static Set<String> of(Message message) {
        var links = new LinkedHashSet<String>();
        add(message.permalink(), links);
        add(message.text(), links);
        return links;
    }

    private static void add(String text, Set<String> links) {
        WebLinks.of(text).forEach(link -> {
            var path = link.path().toLowerCase(Locale.ROOT);
            var absolute = path.startsWith("/") ? path : "/" + path;
            Fields.domains(link.host()).forEach(domain -> links.add(domain + absolute));
        });
    }

    /** What somebody asks for, as links are compared; empty when it is no place. */
    static Optional<String> place(String written) {
        var bare =
                written.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("^www\\.", "");
        var found = PLACE.matcher(bare);
        if (!found.matches()) {
            return Optional.empty();
        }
        var path = found.group(2);
        return Optional.of(found.group(1) + (path == null ? "/" : path));
    }
}
