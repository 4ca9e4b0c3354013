package org.parvis.standalone;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the launcher says on the terminal, in the language of the person there. */
final class Words {

    private final ResourceBundle texts;
    private final Locale locale;

    private Words(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle(
                "i18n.standalone",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** French where LC_ALL, LC_MESSAGES or LANG say so, else English. */
    static Words fromEnvironment() {
        for (var variable : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            var value = System.getenv(variable);
            if (value != null && !value.isEmpty()) {
                return new Words(value.startsWith("fr") ? Locale.FRENCH : Locale.ENGLISH);
            }
        }
        return new Words(Locale.ENGLISH);
    }

    String say(String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), locale).format(arguments);
    }
}
