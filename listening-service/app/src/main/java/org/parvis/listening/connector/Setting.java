package org.parvis.listening.connector;

import java.util.List;

/**
 * What a connector needs to know of a source.
 *
 * @param secret kept sealed and never shown
 * @param choice whether it only chooses among what is there; any other says where the place is, or as whom it is read, and the secrets were
 *     given for that
 */
public record Setting(String name, boolean secret, boolean needed, boolean choice) {

    static Setting required(String name) {
        return new Setting(name, false, true, false);
    }

    static Setting optional(String name) {
        return new Setting(name, false, false, false);
    }

    static Setting choice(String name) {
        return new Setting(name, false, false, true);
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
}
