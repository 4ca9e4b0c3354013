package org.parvis.gateway.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The version of the shell's files on our class path; it is a folder in their addresses. */
@Component
public final class AssetVersion {

    private final String value;

    AssetVersion() {
        try {
            value = new ClassPathResource("static/assets/parvis/version.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The shell was packaged without its assembled files", e);
        }
    }

    public String value() {
        return value;
    }

    /** Address of one of the shell's files. */
    String url(String file) {
        return "/assets/" + value + "/parvis/" + file;
    }
}
