package org.parvis.listening.connector;

import java.util.List;

/**
 * What a connector needs to know of a source.
 *
 * @param secret kept sealed and never shown
 */
public record Setting(String name, boolean secret, boolean needed) {

    static Setting required(String name) {
        return new Setting(name, false, true);
    }

    static Setting optional(String name) {
        return new Setting(name, false, false);
    }

    static Setting secret(String name) {
        return new Setting(name, true, true);
    }

    static Setting optionalSecret(String name) {
        return new Setting(name, true, false);
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
