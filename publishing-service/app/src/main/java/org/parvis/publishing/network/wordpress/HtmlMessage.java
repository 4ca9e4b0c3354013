package org.parvis.publishing.network.wordpress;

import org.parvis.fetcher.Json;
import org.parvis.publishing.network.HtmlText;
import tools.jackson.databind.JsonNode;

/** What a blog says when it says no; it says it in HTML. */
final class HtmlMessage {

    private HtmlMessage() {}

    static String of(JsonNode problem) {
        var said = HtmlText.of(Json.text(problem, "message")).strip();
        return said.isEmpty() ? Json.text(problem, "code") : said;
    }
}
