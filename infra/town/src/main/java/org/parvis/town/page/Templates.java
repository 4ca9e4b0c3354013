package org.parvis.town.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fills templates in. Whatever goes into one is escaped for HTML, in text and in attributes; the templates have no way
 * to say otherwise, because none uses the triple brace (a test looks).
 */
final class Templates {

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .escapeHTML(true)
            .strictSections(true)
            .emptyStringIsFalse(true)
            .withLoader(Templates::source);

    private final Map<String, Template> compiled = new ConcurrentHashMap<>();

    private static Reader source(String name) {
        var resource = "/town/templates/" + name + ".mustache";
        return new InputStreamReader(
                Objects.requireNonNull(Templates.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8);
    }

    String fill(String name, Map<String, Object> model) {
        return compiled.computeIfAbsent(name, this::compile).execute(model);
    }

    private Template compile(String name) {
        return COMPILER.compile(source(name));
    }
}
