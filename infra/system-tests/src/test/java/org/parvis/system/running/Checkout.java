package org.parvis.system.running;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout these tests lie in, with the command and the built product. */
final class Checkout {

    private static final Path ROOT = find();

    private Checkout() {}

    private static Path find() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("parvis")) && Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "No checkout with ./parvis above " + Path.of("").toAbsolutePath());
    }

    static Path root() {
        return ROOT;
    }

    /** The command; the product must have been built, because a build inside a build would fight over the same files. */
    static Path command() {
        var product = ROOT.resolve("infra/standalone/target/parvis.jar");
        if (Files.notExists(product)) {
            throw new IllegalStateException(
                    product + " is missing. Build first: ./mvnw package -DskipTests -pl infra/standalone -am");
        }
        return ROOT.resolve("parvis");
    }
}
