package org.parvis.system.attack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.parvis.system.world.Answer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The texts that people of one brand were shown, and nobody else may be. */
final class Secrets {

    private static final int SHORTEST = 14;
    /** Moments, constants and the like say nothing about whom they belong to. */
    private static final Pattern COMMON =
            Pattern.compile("[0-9T:.Z+-]+|[A-Z_.]+|PT.*|https?://localhost.*|[A-Z][a-z]+/[A-Z][a-z]+");

    private final Set<String> texts = new HashSet<>();

    void shownTo(Answer answer) {
        if (answer.status() == 200 && isJson(answer)) {
            collect(answer.json());
        }
    }

    /** What somebody is told who asks for nothing in particular is no secret. */
    void isKnownToAll(Answer answer) {
        var said = answer.said();
        texts.removeIf(said::contains);
    }

    private static boolean isJson(Answer answer) {
        return answer.headers().firstValue("Content-Type").orElse("").contains("json");
    }

    private void collect(JsonNode node) {
        if (node.isString()) {
            var text = node.asString();
            if (text.length() >= SHORTEST && !COMMON.matcher(text).matches()) {
                texts.add(text);
            }
        }
        node.valueStream().forEach(this::collect);
    }

    int count() {
        return texts.size();
    }

    /** Which of them an answer tells, apart from what was in the question. */
    Set<String> in(Answer answer) {
        var said = text(answer);
        var told = new TreeSet<String>();
        for (var secret : texts) {
            if (said.contains(secret) && !answer.call().contains(secret)) {
                told.add(secret);
            }
        }
        return told;
    }

    private static String text(Answer answer) {
        var said = answer.said();
        try {
            // A text with quotes or line breaks is written otherwise in JSON.
            return isJson(answer) ? String.join("\n", strings(answer.json())) : unescaped(said);
        } catch (JacksonException e) {
            return said;
        }
    }

    private static List<String> strings(JsonNode node) {
        var all = new ArrayList<String>();
        if (node.isString()) {
            all.add(node.asString());
        }
        node.valueStream().forEach(child -> all.addAll(strings(child)));
        return all;
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
