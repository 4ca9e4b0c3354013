package org.parvis.system.world;

import tools.jackson.databind.JsonNode;

/** One entry of a story, as an auditor reads it through the API. */
public record Entry(
        long position, String what, String actor, String role, String detail, String contentHash, String viewHash) {

    static Entry of(JsonNode entry) {
        return new Entry(
                entry.path("position").asLong(),
                Answer.text(entry, "what"),
                Answer.text(entry, "actor"),
                Answer.text(entry, "role"),
                Answer.text(entry, "detail"),
                Answer.text(entry, "contentHash"),
                Answer.text(entry, "seen", "viewHash"));
    }
}
