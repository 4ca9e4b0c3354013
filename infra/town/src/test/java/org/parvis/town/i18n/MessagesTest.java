package org.parvis.town.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.town.fault.FaultKind;
import org.parvis.town.fault.Target;
import org.parvis.town.square.NetworkClass;
import org.parvis.town.square.Refusal;

class MessagesTest {

    private static final Pattern KEY = Pattern.compile("\\{\\{t\\.([a-z-]+)}}");

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(new TreeSet<>(Messages.in(Language.FR).keys()))
                .isEqualTo(new TreeSet<>(Messages.in(Language.EN).keys()));
    }

    @Test
    void everyTemplateFindsItsSentences() throws Exception {
        for (var template : templates()) {
            var matcher = KEY.matcher(Files.readString(template));
            while (matcher.find()) {
                assertThat(Messages.in(Language.EN).keys())
                        .as(template.toString())
                        .contains(matcher.group(1));
            }
        }
    }

    @Test
    void noTemplateSwitchesEscapingOffOrHoldsAScriptOrAStyle() throws Exception {
        var templates = templates();
        assertThat(templates).hasSizeGreaterThan(8);
        for (var template : templates) {
            assertThat(Files.readString(template))
                    .as(template.toString())
                    .doesNotContain("{{{")
                    .doesNotContain("{{&")
                    .doesNotContain("style=")
                    .doesNotContain("<style")
                    .doesNotContainPattern("\\son[a-z]+=")
                    .doesNotContainPattern("<script(?! src=\"/assets/town\\.js\" defer></script>)");
        }
    }

    @Test
    void everyReasonHasASentence() {
        var keys = new ArrayList<String>();
        Arrays.stream(Refusal.values()).forEach(reason -> keys.add("problem." + reason));
        for (var code : List.of(
                "TOKEN_INVALID",
                "BODY_INVALID",
                "BODY_TOO_LARGE",
                "PARAMETER_INVALID",
                "PAGE_UNKNOWN",
                "METHOD_NOT_ALLOWED",
                "FORM_EXPECTED",
                "FORM_INVALID",
                "FAULT_INVALID",
                "SPEED_INVALID",
                "NOT_A_PERSON",
                "TOO_FAST",
                "NOT_FROM_HERE",
                "CROSS_SITE",
                "RATE_LIMITED",
                "OUTAGE",
                "INTERNAL_ERROR",
                "TOWN_FAILED")) {
            keys.add("problem." + code);
        }
        Arrays.stream(FaultKind.values()).forEach(kind -> keys.add("fault-" + kind));
        Arrays.stream(Target.values()).forEach(target -> keys.add("on-" + target));
        Arrays.stream(NetworkClass.values()).forEach(each -> keys.add("class-" + each));
        assertThat(Messages.in(Language.FR).keys()).containsAll(keys);
        assertThat(Messages.in(Language.FR).keys())
                .containsAll(keys.stream()
                        .filter(key -> key.startsWith("problem."))
                        .map(key -> key + ".detail")
                        .toList());
    }

    @Test
    void frenchKeepsItsSpacesBeforeDoubleSigns() {
        var french = Messages.in(Language.FR);
        for (var key : french.keys()) {
            assertThat(french.get(key))
                    .as(key)
                    .doesNotContainPattern("[ \\p{L}][?!;]")
                    .doesNotContain("'");
        }
    }

    @Test
    void countsInTheMannerOfTheLanguage() {
        assertThat(Messages.in(Language.FR).count("replies", 0)).isEqualTo("0 réponse");
        assertThat(Messages.in(Language.EN).count("replies", 0)).isEqualTo("0 answers");
        assertThat(Messages.in(Language.FR).count("replies", 2)).isEqualTo("2 réponses");
        assertThat(Messages.in(Language.EN).count("replies", 1)).isEqualTo("1 answer");
        assertThat(Messages.in(Language.EN).number(1234)).isEqualTo("1,234");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, EN",
                "fr, FR",
                "fr-CA, FR",
                "'de, fr;q=0.3', FR",
                "'en;q=0.9, fr;q=0.1', EN",
                "'fr;q=0.9, en;q=1', EN",
                "de, EN",
                "*, EN",
                "';;;q=x', EN"
            })
    void takesTheLanguageABrowserPrefers(String header, Language language) {
        assertThat(Language.preferred(header)).isEqualTo(language);
    }

    private static List<Path> templates() throws URISyntaxException, IOException {
        var folder = Path.of(Objects.requireNonNull(MessagesTest.class.getResource("/town/templates/head.mustache"))
                        .toURI())
                .getParent();
        try (var files = Files.list(Objects.requireNonNull(folder))) {
            return files.sorted().toList();
        }
    }
}
