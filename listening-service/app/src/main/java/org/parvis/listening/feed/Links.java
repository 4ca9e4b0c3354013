package org.parvis.listening.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/** Makes the links of a feed absolute and keeps only those that lead to the web. */
final class Links {

    /** Longer ones are none: each of a feed's links takes the whole of a base into itself. */
    private static final int MAX_ADDRESS = 2_048;

    private Links() {}

    /**
     * Rewrites the link elements of the tree in place, each against its own {@code xml:base}. The bases go: what reads the tree next would
     * hold against them what stays as it is.
     */
    static void makeAbsolute(Document document, URI base) {
        makeAbsolute(document.getRootElement(), base);
    }

    // Recursion is bounded by XmlDocuments.MAX_DEPTH.
    private static void makeAbsolute(Element element, URI outer) {
        var declared = element.getAttributeValue("base", Namespace.XML_NAMESPACE);
        var base = declared == null ? outer : resolve(outer, declared).orElse(outer);
        element.removeAttribute("base", Namespace.XML_NAMESPACE);
        if (element.getName().equalsIgnoreCase("link")) {
            var href = element.getAttribute("href");
            if (href != null) {
                resolve(base, href.getValue()).ifPresent(absolute -> href.setValue(absolute.toString()));
            } else if (element.getChildren().isEmpty() && !element.getTextTrim().isEmpty()) {
                resolve(base, element.getTextTrim()).ifPresent(absolute -> element.setText(absolute.toString()));
            }
        }
        element.getChildren().forEach(child -> makeAbsolute(child, base));
    }

    /** A link to the web, or nothing: no script, file or mail address passes. */
    static Optional<URI> web(@Nullable String text, URI base) {
        return text == null || text.isBlank()
                ? Optional.empty()
                : resolve(base, text).filter(uri -> uri.getHost() != null && isWeb(uri));
    }

    private static boolean isWeb(URI uri) {
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("http") || scheme.equals("https");
    }

    private static Optional<URI> resolve(URI base, String reference) {
        if (reference.length() > MAX_ADDRESS) {
            return Optional.empty();
        }
        try {
            return Optional.of(base.resolve(new URI(escapeSpaces(reference.strip()))))
                    .filter(uri -> uri.toString().length() <= MAX_ADDRESS);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String escapeSpaces(String reference) {
        var out = new StringBuilder(reference.length());
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (" \"<>\\^`{|}".indexOf(c) >= 0 || c < 0x20) {
                out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
