package org.parvis.crm.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Erased;

/** In templates as {@code crm}: shows what people outside wrote without trusting it. */
public record PageWords(String erased) {

    /** A text of a person, or the word that says that the person was erased. */
    public String shown(String text) {
        return Erased.is(text) ? erased : text;
    }

    public boolean isErased(String text) {
        return Erased.is(text);
    }

    /** Whether an address may become a link; anything but the web may not. */
    public boolean isWeb(@Nullable String address) {
        if (address == null) {
            return false;
        }
        var lower = address.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }
}
