package org.parvis.town.i18n;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** The town's own sentences in one language. */
public final class Messages {

    private static final Map<Language, Messages> ALL = new EnumMap<>(Language.class);

    static {
        for (var language : Language.values()) {
            ALL.put(language, new Messages(language, load(language)));
        }
    }

    private final Language language;
    private final Properties sentences;

    private Messages(Language language, Properties sentences) {
        this.language = language;
        this.sentences = sentences;
    }

    private static Properties load(Language language) {
        var resource = "/i18n/town_" + language.tag() + ".properties";
        var sentences = new Properties();
        try (var in = Objects.requireNonNull(Messages.class.getResourceAsStream(resource), resource);
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            sentences.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
        return sentences;
    }

    public static Messages in(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    public Language language() {
        return language;
    }

    public Set<String> keys() {
        return sentences.stringPropertyNames();
    }

    /** A sentence; {0}, {1} are replaced by what is given. */
    public String get(String key, Object... given) {
        var sentence = sentences.getProperty(key);
        if (sentence == null) {
            throw new IllegalArgumentException("No sentence for " + key);
        }
        for (int i = 0; i < given.length; i++) {
            sentence = sentence.replace("{" + i + "}", String.valueOf(given[i]));
        }
        return sentence;
    }

    /** A sentence with a number in it, in the singular or the plural of the language. */
    public String count(String key, long number) {
        var singular = language == Language.FR ? Math.abs(number) < 2 : number == 1;
        return get(key + (singular ? ".one" : ".many"), number(number));
    }

    public String decimal(double number) {
        return NumberFormat.getInstance(language.locale()).format(number);
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(language.locale()).format(number);
    }
}
