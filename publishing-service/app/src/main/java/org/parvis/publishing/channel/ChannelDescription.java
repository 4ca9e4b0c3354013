package org.parvis.publishing.channel;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.network.NetworkAdapter;
import org.parvis.publishing.network.Networks;

/** A channel's description that has been checked field by field. */
record ChannelDescription(
        Network network,
        String name,
        String zone,
        Map<String, String> settings,
        Map<String, String> credentials,
        int undoSeconds) {

    static final int USUAL_UNDO_SECONDS = 20;
    private static final int LONGEST_UNDO_SECONDS = 600;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_SETTING = 500;
    private static final int LONGEST_SECRET = 2_000;
    static final List<String> CLASSES = List.of("A", "B", "C", "C2");
    static final List<String> VISIBILITIES = List.of("public", "unlisted", "private");
    private static final Set<String> ADDRESSES = Set.of("url", "service", "server", "web");

    /**
     * Checks a description.
     *
     * @param needsCredentials whether the secrets must be part of it; else they may be, and then completely
     * @throws InvalidInput naming the first field that cannot be used
     */
    static ChannelDescription of(
            ChannelForm form, @Nullable Network known, Networks networks, boolean needsCredentials) {
        var network = known == null ? network(form.network()) : known;
        var adapter = networks.find(network)
                .orElseThrow(() -> new InvalidInput("network", "network-unsupported", network.name()));
        return new ChannelDescription(
                network,
                name(form.name()),
                zone(form.zone()),
                settings(form.settings(), adapter),
                credentials(form.credentials(), adapter, needsCredentials),
                undoSeconds(form.undoSeconds()));
    }

    private static Network network(@Nullable String text) {
        var wanted = text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(Network.values())
                .filter(network -> network.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("network", "network-unsupported", wanted));
    }

    private static String name(@Nullable String text) {
        var name = text == null ? "" : text.strip();
        if (name.isEmpty()) {
            throw new InvalidInput("name", "missing");
        } else if (name.length() > LONGEST_NAME) {
            throw new InvalidInput("name", "too-long", LONGEST_NAME);
        }
        return name;
    }

    private static String zone(@Nullable String text) {
        try {
            return ZoneId.of(text == null ? "" : text.strip()).getId();
        } catch (DateTimeException e) {
            throw new InvalidInput("zone", "zone");
        }
    }

    private static int undoSeconds(@Nullable Integer seconds) {
        if (seconds == null) {
            return USUAL_UNDO_SECONDS;
        } else if (seconds < 0 || seconds > LONGEST_UNDO_SECONDS) {
            throw new InvalidInput("undoSeconds", "range", 0, LONGEST_UNDO_SECONDS);
        }
        return seconds;
    }

    private static Map<String, String> settings(@Nullable Map<String, @Nullable String> given, NetworkAdapter adapter) {
        var settings = entries("settings", given, adapter.knownSettings(), LONGEST_SETTING);
        for (var required : adapter.requiredSettings()) {
            if (!settings.containsKey(required)) {
                throw new InvalidInput("settings." + required, "missing");
            }
        }
        settings.forEach((key, value) -> {
            if (ADDRESSES.contains(key) && !isWebAddress(value)) {
                throw new InvalidInput("settings." + key, "web-address");
            }
            switch (key) {
                case "class" -> mustBeOneOf(key, value, CLASSES, "delivery-class");
                case "visibility" -> mustBeOneOf(key, value, VISIBILITIES, "visibility");
                case "remembers" -> mustBeDuration(key, value);
                default -> {
                    // Any text will do.
                }
            }
        });
        return settings;
    }

    private static void mustBeOneOf(String key, String value, List<String> known, String code) {
        if (!known.contains(value)) {
            throw new InvalidInput("settings." + key, code);
        }
    }

    private static void mustBeDuration(String key, String value) {
        try {
            if (Duration.parse(value).isNegative()) {
                throw new InvalidInput("settings." + key, "duration");
            }
        } catch (DateTimeParseException e) {
            throw new InvalidInput("settings." + key, "duration");
        }
    }

    private static Map<String, String> credentials(
            @Nullable Map<String, @Nullable String> given, NetworkAdapter adapter, boolean needed) {
        var credentials = entries("credentials", given, adapter.requiredCredentials(), LONGEST_SECRET);
        if (!needed && credentials.isEmpty()) {
            return credentials;
        }
        for (var required : adapter.requiredCredentials()) {
            if (!credentials.containsKey(required)) {
                throw new InvalidInput("credentials." + required, "missing");
            }
        }
        return credentials;
    }

    private static Map<String, String> entries(
            String field, @Nullable Map<String, @Nullable String> given, Set<String> known, int longest) {
        var entries = new TreeMap<String, String>();
        if (given != null) {
            given.forEach((key, value) -> {
                if (!known.contains(key)) {
                    throw new InvalidInput(field + "." + key, "unknown-setting", String.join(", ", known));
                }
                var text = value == null ? "" : value.strip();
                if (text.length() > longest) {
                    throw new InvalidInput(field + "." + key, "too-long", longest);
                }
                if (!text.isEmpty()) {
                    entries.put(key, text);
                }
            });
        }
        return entries;
    }

    private static boolean isWebAddress(String text) {
        try {
            var address = URI.create(text);
            var scheme = address.getScheme();
            return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "ChannelDescription[" + network + ", " + name + ", credentials hidden]";
    }
}
