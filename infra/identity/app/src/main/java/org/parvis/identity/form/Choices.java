package org.parvis.identity.form;

import java.text.Collator;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Action;
import org.parvis.web.view.Option;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What forms let people choose from, in the reader's language and order. */
@Component
public final class Choices {

    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
            .sorted()
            .toList();

    private final MessageSource words;

    Choices(MessageSource words) {
        this.words = words;
    }

    public List<String> zones() {
        return ZONES;
    }

    public List<Option> countries(Locale locale) {
        return sorted(
                Arrays.stream(Locale.getISOCountries())
                        .map(code -> new Option(
                                code,
                                new Locale.Builder().setRegion(code).build().getDisplayCountry(locale)))
                        .toList(),
                locale);
    }

    public List<Option> roles(Locale locale) {
        return Arrays.stream(Role.values())
                .map(role -> new Option(role.name(), text("identity.role." + role, locale)))
                .toList();
    }

    public List<Option> actions(Locale locale) {
        return sorted(
                Arrays.stream(Action.values())
                        .map(action -> new Option(action.name(), text("action." + action, locale)))
                        .toList(),
                locale);
    }

    /** The languages in which our pages are written, each in its own. */
    public List<Option> pageLanguages() {
        return List.of(new Option("fr", "Français"), new Option("en", "English"));
    }

    private static List<Option> sorted(List<Option> options, Locale locale) {
        var collator = Collator.getInstance(locale);
        return options.stream()
                .sorted(Comparator.comparing(Option::label, collator))
                .toList();
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(words.getMessage(key, null, locale));
    }
}
