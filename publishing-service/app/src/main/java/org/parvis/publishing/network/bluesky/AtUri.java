package org.parvis.publishing.network.bluesky;

import java.util.Optional;
import java.util.regex.Pattern;

/** The protocol's name for a record: {@code at://repository/collection/key}. */
record AtUri(String repository, String collection, String key) {

    private static final Pattern FORM =
            Pattern.compile("at://([a-zA-Z0-9._:%-]{1,260})/([a-zA-Z0-9.-]{1,300})/([a-zA-Z0-9._~:-]{1,512})");

    static Optional<AtUri> parse(String text) {
        var match = FORM.matcher(text);
        return match.matches()
                ? Optional.of(new AtUri(match.group(1), match.group(2), match.group(3)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "at://" + repository + "/" + collection + "/" + key;
    }
}
