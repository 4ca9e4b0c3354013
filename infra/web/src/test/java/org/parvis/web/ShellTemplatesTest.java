package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTemplatesTest {

    private final TemplateRules rules = new TemplateRules("shell");

    @TestFactory
    Stream<DynamicTest> templates() {
        return TemplateRules.of("shell");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p style=\"color:red\"></p>",
                "<p th:style=\"${x}\"></p>",
                "<style></style>",
                "<script>1</script>",
                "<script src=\"/x.js\"></script>",
                "<a onclick=\"x()\" th:text=\"#{shell.more}\"></a>",
                "<a hx-on:click=\"x()\"></a>",
                "<a href=\"javascript:x()\"></a>",
                "<a href=\"https://elsewhere.example\"></a>",
                "<p th:utext=\"${comment}\"></p>",
                "<p>Some text</p>",
                "<input placeholder=\"Some text\">",
                "<p th:text=\"#{shell.notThere}\"></p>",
                "<p th:text=\"#{${'nobody.says.' + x}}\"></p>",
                "<svg pv:icon=\"not-an-icon\"></svg>",
                "<i th:replace=\"~{shell/ui :: state('warn', 'not-an-icon', ${x})}\"></i>",
                "<div th:if=\"${x > 1}\" th:replace=\"~{a :: b}\"></div>",
            })
    void refusesWhatThePolicyOrTheReaderWould(String template) {
        assertThat(rules.breachesIn(template)).hasSize(1);
    }

    @Test
    void acceptsWhatATemplateShouldLookLike() {
        assertThat(rules.breachesIn("""
                        <title>Example</title><h1 th:text="#{shell.more}">Example</h1><kbd>Ctrl</kbd>
                        <p th:if="${a > b}">[[#{shell.close}]] · 12</p><svg pv:icon="inbox"></svg>
                        """)).isEqualTo(List.of());
    }
}
