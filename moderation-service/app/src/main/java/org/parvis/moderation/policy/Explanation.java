package org.parvis.moderation.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * What an author is told before sending.
 *
 * @param reasons why somebody else has to look at it first; empty when nobody has to
 * @param parts the text cut at the words that made a rule fire, in order
 */
record Explanation(int policyVersion, List<Reason> reasons, List<Match> matches, List<Part> parts) {

    /** A reason as the rule says it and as a person reads it. */
    record Reason(String rule, List<String> words, String text) {}

    /** A stretch of the text; {@code fired} when it is why. */
    record Part(String text, boolean fired) {}

    public boolean isNeeded() {
        return !reasons.isEmpty();
    }

    /** Overlapping matches are drawn as one. */
    static List<Part> parts(String text, List<Match> matches) {
        var parts = new ArrayList<Part>();
        var at = 0;
        for (var match : matches) {
            if (match.end() <= at) {
                continue;
            }
            var start = Math.max(at, match.start());
            if (start > at) {
                parts.add(new Part(text.substring(at, start), false));
            }
            parts.add(new Part(text.substring(start, match.end()), true));
            at = match.end();
        }
        if (at < text.length()) {
            parts.add(new Part(text.substring(at), false));
        }
        return parts;
    }
}
