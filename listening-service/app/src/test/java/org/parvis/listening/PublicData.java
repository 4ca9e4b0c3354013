package org.parvis.listening;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the folder of public test data beside the checkout. */
public final class PublicData {

    private PublicData() {}

    /** Empty where it is not there. */
    public static Optional<Path> find() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(at -> at.resolve("shared/data"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** A folder in it; a test that asks for one that is not there is skipped, loudly. */
    public static Path folder(String name) {
        var folder = find().map(data -> data.resolve(name)).filter(Files::isDirectory);
        if (folder.isEmpty()) {
            System.err.println(
                    "SKIPPED: no folder shared/data/" + name + " beside this checkout, nothing was measured");
        }
        assumeThat(folder).as("public test data present").isPresent();
        return folder.orElseThrow();
    }
}
