package org.parvis.publishing.network.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parvis.fetcher.Json;

class FacetsTest {

    /** What readers see marked: the bytes the offsets name, and what they lead to. */
    private static List<String> marked(String text, Map<String, String> accounts) {
        var facets = Json.read(Json.write(Map.of("facets", Facets.of(text, accounts))));
        return facets.path("facets")
                .valueStream()
                .map(facet -> {
                    var index = facet.path("index");
                    var bytes = Arrays.copyOfRange(
                            text.getBytes(UTF_8),
                            index.path("byteStart").intValue(),
                            index.path("byteEnd").intValue());
                    var kind = Json.text(facet.path("features").path(0), "$type");
                    return new String(bytes, UTF_8) + " -> " + kind.substring(kind.indexOf('#'));
                })
                .toList();
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertThat(marked("Été ✈ 👩‍✈️ : #Porto avec @gwenn.test", Map.of("gwenn.test", "did:plc:gwenn")))
                .containsExactly("#Porto -> #tag", "@gwenn.test -> #mention");
    }

    @Test
    void endsALinkBeforeTheSentenceEnds() {
        assertThat(marked("Voir https://cirrus.example/vols?a=1#b. (ou https://cirrus.example/x_(y)) !", Map.of()))
                .containsExactly("https://cirrus.example/vols?a=1#b -> #link", "https://cirrus.example/x_(y) -> #link");
    }

    @Test
    void marksNoMentionOfNobodyAndNoneWithinOtherWords() {
        assertThat(marked("@personne.test et contact@gwenn.test", Map.of("gwenn.test", "did:plc:gwenn")))
                .isEmpty();
        assertThat(Facets.handles("@personne.test, @gwenn.test et contact@cirrus.test"))
                .containsExactlyInAnyOrder("personne.test", "gwenn.test");
    }

    @Test
    void aNumberIsNoTag() {
        assertThat(marked("Vol #123, siège #12A", Map.of())).containsExactly("#12A -> #tag");
    }
}
