package org.parvis.listening.connector;

import java.util.List;

/**
 * What a connector needs to know of a source.
 *
 * @param secret kept sealed and never shown
 * @param choice whether it only chooses among what is there; any other says where the place is, or as whom it is read, and the secrets were
 *     given for that
 * @param values what it may be, where not anything
 */
public record Setting(String name, boolean secret, boolean needed, boolean choice, List<String> values) {

    public Setting {
        values = List.copyOf(values);
    }

    public Setting(String name, boolean secret, boolean needed, boolean choice) {
        this(name, secret, needed, choice, List.of());
    }

    static Setting required(String name) {
        return new Setting(name, false, true, false);
    }

    static Setting optional(String name) {
        return new Setting(name, false, false, false);
    }

    static Setting choice(String name) {
        return new Setting(name, false, false, true);
    }

    /** A choice among these and none of them. */
    static Setting oneOf(String name, String... values) {
        return new Setting(name, false, false, true, List.of(values));
    }

    static Setting secret(String name) {
        return new Setting(name, true, true, false);
    }

    static Setting optionalSecret(String name) {
        return new Setting(name, true, false, false);
    }

    static List<SettingProblem> missing(List<Setting> all, SourceSettings settings, Credentials credentials) {
        return all.stream()
                .filter(Setting::needed)
                .filter(setting -> setting.secret()
                        ? credentials.optional(setting.name()).isEmpty()
                        : settings.optional(setting.name()).isEmpty())
                .map(setting -> SettingProblem.missing(setting.name()))
                .toList();
    }

    static List<SettingProblem> notOffered(List<Setting> all, SourceSettings settings) {
        return all.stream()
                .filter(setting -> !setting.values().isEmpty())
                .filter(setting -> settings.optional(setting.name())
                        .filter(value -> !setting.values().contains(value))
                        .isPresent())
                .map(setting -> new SettingProblem(setting.name(), "NOT_OFFERED"))
                .toList();
    }
}
