package org.parvis.listening;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the folder of public test data beside the checkout; the tests that measure on it are skipped, loudly, without it. */
public final class PublicData {

    private PublicData() {}

    public static Path folder(String name) {
        for (var dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            var candidate = dir.resolve("shared/data").resolve(name);
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        System.err.println("SKIPPED: no folder shared/data/" + name + " beside this checkout, nothing was measured");
        assumeThat(name).as("public test data present").isNull();
        throw new IllegalStateException("unreachable");
    }
}
