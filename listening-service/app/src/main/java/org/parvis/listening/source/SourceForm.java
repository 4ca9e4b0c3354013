package org.parvis.listening.source;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.listening.connector.Connector;
import org.parvis.listening.connector.Credentials;
import org.parvis.listening.connector.SourceSettings;
import org.parvis.listening.source.SourceCommand.ConnectSource;

/** What somebody wrote to set up a source; credentials come in and never go out. */
record SourceForm(
        @Nullable String brand,
        @Nullable String connector,
        @Nullable String name,
        @Nullable Map<String, String> settings,
        @Nullable Map<String, String> credentials,
        @Nullable String every) {

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_SETTINGS = 20;
    private static final int LONGEST_VALUE = 2_000;
    private static final int LONGEST_TOGETHER = 5_000;

    /** For a trial, which needs no name yet. */
    SourceForm unnamed() {
        return name == null || name.isBlank()
                ? new SourceForm(brand, connector, "…", settings, credentials, every)
                : this;
    }

    Credentials given() {
        return credentials == null ? Credentials.NONE : new Credentials(credentials);
    }

    /** Whose source it shall be, for whoever asks for the right before the form is read. */
    String brandId() {
        return required("brand", brand, 64);
    }

    /**
     * @param kept the credentials that the source has already for such settings; they count when the form brings none
     * @throws InvalidInput with the field and what is wrong
     */
    ConnectSource command(String sourceId, Connectors connectors, Function<SourceSettings, Credentials> kept) {
        var kind = required("connector", connector, 20);
        var found = connectors.of(kind);
        var given = settings == null ? Map.<String, String>of() : settings;
        bounded("settings", given);
        bounded("credentials", credentials == null ? Map.of() : credentials);
        known(found, given);
        var described = new SourceSettings(given);
        var secrets =
                credentials == null || credentials.isEmpty() ? kept.apply(described) : new Credentials(credentials);
        found.check(described, secrets).stream().findFirst().ifPresent(problem -> {
            throw new InvalidInput("settings." + problem.name(), "setting." + problem.code(), problem.name());
        });
        return new ConnectSource(sourceId, brandId(), kind, required("name", name, 100), given, period());
    }

    private Duration period() {
        try {
            var wanted = every == null || every.isBlank() ? Duration.ofMinutes(5) : Duration.parse(every);
            if (wanted.compareTo(SHORTEST) >= 0 && wanted.compareTo(LONGEST) <= 0) {
                return wanted;
            }
        } catch (DateTimeParseException e) {
            // Told below, like a period that is too short or too long.
        }
        throw new InvalidInput("every", "every");
    }

    /** What no connector reads would only be kept and shown, a secret in the wrong place too. */
    private static void known(Connector connector, Map<String, String> given) {
        var names = Connectors.settings(connector);
        given.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidInput("settings." + name, "setting.UNKNOWN", name, String.join(", ", names));
                });
    }

    private static void bounded(String field, Map<String, String> values) {
        if (values.size() > MOST_SETTINGS
                || values.values().stream().anyMatch(v -> v == null || v.length() > LONGEST_VALUE)) {
            throw new InvalidInput(field, "too-long", LONGEST_VALUE);
        }
        var together = values.entrySet().stream()
                .mapToInt(e -> e.getKey().length() + e.getValue().length())
                .sum();
        if (together > LONGEST_TOGETHER) {
            throw new InvalidInput(field, "too-long", LONGEST_TOGETHER);
        }
    }

    private static String required(String field, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            throw new InvalidInput(field, "required");
        }
        if (value.length() > longest) {
            throw new InvalidInput(field, "too-long", longest);
        }
        return value.strip();
    }
}
