package org.parvis.listening.connector;

/**
 * A setting that cannot work.
 *
 * @param name of the setting
 * @param code end of the message key: what is wrong and what would be right
 */
public record SettingProblem(String name, String code) {

    static SettingProblem missing(String name) {
        return new SettingProblem(name, "MISSING");
    }
}
