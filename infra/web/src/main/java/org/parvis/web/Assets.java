package org.parvis.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/**
 * Addresses of scripts, styles and icons: {@code /assets/<version>/parvis/...}, kept by browsers for a year.
 *
 * <p>The version is a hash of all of them, made by the build. It is a folder, not a suffix, so that scripts may import each
 * other by relative address.
 */
public final class Assets {

    static final String ROOT = "/assets";

    private final String version;

    Assets() {
        try {
            version = new ClassPathResource("static/assets/parvis/version.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The web module was packaged without its assembled assets", e);
        }
    }

    String version() {
        return version;
    }

    /** Address of one of the shell's files, for instance {@code console.css}. */
    public String url(String file) {
        return ROOT + "/" + version + "/parvis/" + file;
    }
}
