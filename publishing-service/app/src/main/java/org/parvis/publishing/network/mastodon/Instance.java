package org.parvis.publishing.network.mastodon;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a server counts as too long.
 *
 * @param max most characters of a post
 * @param perUrl what a web address costs, however long it is
 */
record Instance(int max, int perUrl) {

    static final Instance USUAL = new Instance(500, 23);

    private static final Pattern URL = Pattern.compile("https?://[^\\s\\p{Z}]+");
    private static final Pattern MENTION = Pattern.compile("(?<![\\w/])(@[A-Za-z0-9_]+)@[A-Za-z0-9.-]+[A-Za-z0-9]");

    static Instance of(JsonNode answer) {
        var statuses = answer.path("configuration").path("statuses");
        var max = statuses.path("max_characters").asInt(0);
        var perUrl = statuses.path("characters_reserved_per_url").asInt(0);
        return new Instance(max > 0 ? max : USUAL.max(), perUrl > 0 ? perUrl : USUAL.perUrl());
    }

    /** Counted as the network counts: an address has a fixed price, and of somebody elsewhere only the name counts. */
    int length(String text) {
        var priced = URL.matcher(text).replaceAll("x".repeat(perUrl));
        var counted = shortMentions(priced);
        return counted.codePointCount(0, counted.length());
    }

    boolean fits(String text) {
        return length(text) <= max;
    }

    /** People are shown without their server. */
    static String shortMentions(String text) {
        return MENTION.matcher(text).replaceAll("$1");
    }
}
