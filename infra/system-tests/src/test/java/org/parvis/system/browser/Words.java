package org.parvis.system.browser;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/** What a service says in a language: pages are looked at for the words a reader of that language would look for. */
record Words(String language) {

    /** The text of a key, such as {@code moderation.review.approveButton}, whose first part names the service. */
    String of(String key) {
        var first = key.substring(0, key.indexOf('.'));
        // The audit's own words are reporting's.
        var service = first.equals("audit") ? "reporting" : first;
        return bundle(service).getString(key).replace("''", "'");
    }

    /** The part of a text before its first argument. */
    Pattern beginningOf(String key) {
        var text = of(key);
        var brace = text.indexOf('{');
        return Pattern.compile(
                quoted(brace < 0 ? text : text.substring(0, brace).strip()));
    }

    /** The text as a pattern that means only itself, also in the browser, which does not know {@code \Q} and {@code \E}. */
    static String quoted(String text) {
        return text.replaceAll("[\\\\^$.|?*+()\\[\\]{}]", "\\\\$0");
    }

    private ResourceBundle bundle(String service) {
        return ResourceBundle.getBundle(
                "i18n." + service,
                Locale.of(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
