package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What every template and message file must keep to, as tests a service runs over its own:
 * {@code @TestFactory Stream<DynamicTest> templates() { return TemplateRules.of("crm"); }}.
 */
public final class TemplateRules {

    private static final Pattern TAG =
            Pattern.compile("<([A-Za-z][\\w:-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>([^<]*)", Pattern.DOTALL);
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w:-]+)\\s*=\\s*(\"([^\"]*)\"|'([^']*)')");
    private static final Pattern MESSAGE = Pattern.compile("#\\{([\\w.-]+)");
    private static final Pattern MESSAGE_BY_START = Pattern.compile("#\\{\\$\\{'([\\w.-]+)'\\s*\\+");
    private static final Pattern MESSAGE_IN_CODE = Pattern.compile("#messages\\.msg\\('([\\w.-]+)'\\s*[,)]");
    private static final Pattern ICON_ARGUMENT =
            Pattern.compile(":: (?:state|notice)\\('[^']*',\\s*'([^']+)'|:: (?:row|bigRow)\\([^,]+,\\s*'([^']+)'");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}{2,}");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");
    private static final Set<String> READ_ALOUD = Set.of("aria-label", "placeholder", "title", "alt");
    private static final Set<String> NOT_WORDS =
            Set.of("Parvis", "Français", "English", "Esc", "Ctrl", "Ctrl K", "Ctrl ↵");
    private static final Set<String> MAKES_ITS_TEXT = Set.of("th:text", "th:replace", "th:insert", "th:remove");
    private static final Set<String> GOES_FIRST = Set.of("th:replace", "th:insert");
    private static final Set<String> COMES_TOO_LATE = Set.of("th:if", "th:unless", "th:each", "th:switch", "th:case");

    private final String owner;
    private final Map<String, String> english;
    private final Map<String, String> french;
    private final String sprite;

    TemplateRules(String owner) {
        this.owner = owner;
        english = words("en", List.of(owner, "boot", "shell"));
        french = words("fr", List.of(owner, "boot", "shell"));
        sprite = text("static/assets/parvis/icons.svg");
    }

    /** The rules over the templates of the module in which the test runs, and over the message files of that owner. */
    public static Stream<DynamicTest> of(String owner) {
        var rules = new TemplateRules(owner);
        return Stream.concat(
                Stream.of(
                        DynamicTest.dynamicTest("the words exist in both languages", rules::wordsExistInBothLanguages),
                        DynamicTest.dynamicTest("the words keep to the typography", rules::wordsKeepToTheTypography)),
                templates().stream()
                        .map(template -> DynamicTest.dynamicTest(
                                template.getFileName().toString(),
                                () -> assertThat(rules.breachesIn(read(template)))
                                        .as(template.toString())
                                        .isEmpty())));
    }

    /** What is wrong with a template, in words; empty when nothing is. */
    List<String> breachesIn(String template) {
        var breaches = new ArrayList<String>();
        var text = template.replaceAll("(?s)<!--.*?-->", "");
        var tags = TAG.matcher(text);
        while (tags.find()) {
            var name = tags.group(1).toLowerCase(Locale.ROOT);
            var attributes = attributes(tags.group(2));
            breaches.addAll(inlineCode(name, attributes));
            breaches.addAll(unprintedWords(name, attributes, tags.group(3)));
            breaches.addAll(missingIcons(attributes));
            if (attributes.keySet().stream().anyMatch(GOES_FIRST::contains)
                    && attributes.keySet().stream().anyMatch(COMES_TOO_LATE::contains)) {
                breaches.add("th:replace on <" + name + "> runs before its condition or loop: put that on a th:block");
            }
        }
        breaches.addAll(missingWords(text));
        return breaches;
    }

    private static List<String> inlineCode(String name, Map<String, String> attributes) {
        var breaches = new ArrayList<String>();
        if (name.equals("style") || (name.equals("script") && !attributes.containsKey("th:src"))) {
            breaches.add("<" + name + "> inline: the policy refuses it");
        }
        attributes.forEach((attribute, value) -> {
            if (attribute.matches("(th:)?style(append)?|(th:)?on\\w+|(data-)?hx-on.*")) {
                breaches.add(attribute + "= on <" + name + ">: the policy refuses it");
            }
            if (attribute.equals("th:utext")) {
                breaches.add("th:utext on <" + name + ">: what people wrote must stay text");
            }
            if (attribute.matches("(th:)?(href|src|action)") && value.matches("(?s)\\s*(javascript:|//|https?:).*")) {
                breaches.add(attribute + " leads elsewhere: " + value);
            }
        });
        return breaches;
    }

    private static List<String> unprintedWords(String name, Map<String, String> attributes, String text) {
        var breaches = new ArrayList<String>();
        attributes.forEach((attribute, value) -> {
            if (READ_ALOUD.contains(attribute) && LETTERS.matcher(value).find()) {
                breaches.add(attribute + "=\"" + value + "\" is a text: it belongs into the message files");
            }
        });
        var bare =
                text.replaceAll("(?s)\\[\\[.*?]]", "").replaceAll("&\\w+;", "").strip();
        var isExample = attributes.keySet().stream().anyMatch(MAKES_ITS_TEXT::contains) || name.equals("title");
        if (!isExample && !NOT_WORDS.contains(bare) && LETTERS.matcher(bare).find()) {
            breaches.add("text in the template: " + bare);
        }
        return breaches;
    }

    private List<String> missingIcons(Map<String, String> attributes) {
        var icon = attributes.getOrDefault("pv:icon", "");
        var named = new TreeSet<String>();
        if (icon.matches("[a-z0-9-]+")) {
            named.add(icon);
        }
        attributes.values().forEach(value -> {
            var arguments = ICON_ARGUMENT.matcher(value);
            while (arguments.find()) {
                named.add(arguments.group(1) == null ? arguments.group(2) : arguments.group(1));
            }
        });
        return named.stream()
                .filter(name -> !sprite.contains("id=\"" + name + "\""))
                .map(name -> "no icon " + name + " in the sprite: add it to infra/web/src/build/icons.txt")
                .toList();
    }

    private List<String> missingWords(String text) {
        var missing = new ArrayList<String>();
        Stream.of(MESSAGE, MESSAGE_IN_CODE)
                .map(pattern -> pattern.matcher(text))
                .flatMap(Matcher::results)
                .map(found -> found.group(1))
                .filter(key -> !english.containsKey(key) || !french.containsKey(key))
                .forEach(key -> missing.add("no word for " + key));
        MESSAGE_BY_START
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(start -> english.keySet().stream().noneMatch(key -> key.startsWith(start)))
                .forEach(start -> missing.add("no word begins with " + start));
        return missing;
    }

    private void wordsExistInBothLanguages() {
        var ownEnglish = words("en", List.of(owner));
        var ownFrench = words("fr", List.of(owner));
        assertThat(ownFrench.keySet()).containsExactlyInAnyOrderElementsOf(ownEnglish.keySet());
        ownEnglish.forEach((key, text) ->
                assertThat(places(ownFrench.getOrDefault(key, ""))).as(key).isEqualTo(places(text)));
    }

    private void wordsKeepToTheTypography() {
        for (var language : List.of("en", "fr")) {
            words(language, List.of(owner)).forEach((key, text) -> {
                assertThat(text).as(key).isNotBlank().doesNotContain("'", "\ufffd", "...");
                assertThat(new MessageFormat(text, Locale.ROOT)).as(key).isNotNull();
            });
        }
        words("fr", List.of(owner)).forEach((key, text) -> {
            var plain = text.replaceAll("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}", "0");
            assertThat(plain).as(key + ": a no-break space before ; : ? ! %% »").doesNotContainPattern(" [;:?!%»]");
            assertThat(plain).as(key + ": a space before ; ? !").doesNotContainPattern("\\p{L}[;?!]");
            assertThat(plain).as(key + ": a space before :").doesNotContainPattern("\\p{L}:(\\s|$)");
            assertThat(plain).as(key + ": a no-break space after «").doesNotContainPattern("«[^\u00a0\u202f]");
            assertThat(plain).as(key + ": French quotes").doesNotContain("“", "”", "\"");
        });
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Map<String, String> attributes(String text) {
        var attributes = new TreeMap<String, String>();
        var found = ATTRIBUTE.matcher(text);
        while (found.find()) {
            attributes.put(
                    found.group(1).toLowerCase(Locale.ROOT), found.group(3) == null ? found.group(4) : found.group(3));
        }
        return attributes;
    }

    private static List<Path> templates() {
        var folder = Path.of("src", "main", "resources", "templates");
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> words(String language, List<String> owners) {
        var all = new TreeMap<String, String>();
        for (var one : owners) {
            var resource = "i18n/" + one + "_" + language + ".properties";
            if (TemplateRules.class.getClassLoader().getResource(resource) != null) {
                var properties = new Properties();
                try (var reader = new InputStreamReader(
                        TemplateRules.class.getClassLoader().getResourceAsStream(resource), StandardCharsets.UTF_8)) {
                    properties.load(reader);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                properties.forEach((key, text) -> all.put(key.toString(), text.toString()));
            }
        }
        return all;
    }

    private static String text(String resource) {
        try (var in = TemplateRules.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
