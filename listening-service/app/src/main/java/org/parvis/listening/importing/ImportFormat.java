package org.parvis.listening.importing;

import java.util.Locale;
import java.util.Optional;

/** How a file is written. */
public enum ImportFormat {
    CSV,
    NDJSON;

    /** By the media type that a program says. */
    public static Optional<ImportFormat> ofType(String contentType) {
        var type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("text/csv") || type.startsWith("text/plain")) {
            return Optional.of(CSV);
        }
        return type.startsWith("application/x-ndjson") ? Optional.of(NDJSON) : Optional.empty();
    }

    /** By the end of the name that a person's file has. */
    public static ImportFormat ofName(String fileName) {
        var name = fileName.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") ? NDJSON : CSV;
    }
}
