package org.parvis.publishing.network;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Bonjour <b>vous</b>                                | Bonjour vous
            a<!-- not <b> this -->b                            | a b
            a<!-- left open <b>c</b>                           | `a `
            a<script src="x">if (a < b) { "</p>" }</SCRIPT >b  | a b
            a<style>p {}</style>b                              | a b
            a<script>left open                                 | `a `
            a</script>b                                        | ab
            a < b and c                                        | a < b and c
            1 <2> 3                                            | 1  3
            &lt;b&gt; &eacute; &#233; &amp;amp;                | `<b> &eacute; é &amp;`
            <>                                                 | ``
            <                                                  | <
            """)
    void isWhatAReaderSees(String html, String text) {
        assertThat(HtmlText.of(html)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"<p>a</p>", "a<br/>", "a<BR>", "<div class='x'>a</div>", "<h2>a</h2>", "<li>a"})
    void breaksLinesWhereABrowserDoes(String html) {
        assertThat(HtmlText.of(html)).contains("\n").isNotBlank();
        assertThat(HtmlText.of(html).strip()).isEqualTo("a");
    }

    @Provide
    Arbitrary<String> tangled() {
        return Arbitraries.of("<", ">", "<!--", "-->", "<script>", "</script", "</", "p", "<br", "&amp;", "&", " ")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Property
    void readsWhateverComes(@ForAll("tangled") String html) {
        assertThat(HtmlText.of(html)).doesNotContain("<!--", "<script>");
    }
}
