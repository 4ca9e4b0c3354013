package org.parvis.town.square;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PostTextTest {

    @Property(tries = 500)
    void theJoinedPiecesAreTheText(@ForAll @StringLength(max = 300) String text) {
        assertThat(joined(text)).isEqualTo(text);
    }

    @Property(tries = 200)
    void soTheyAreWithSignsInIt(
            @ForAll @StringLength(max = 40) String before, @ForAll @StringLength(max = 40) String after) {
        var text = before + "@a#b https://x.example/" + after + "#é@c";
        assertThat(joined(text)).isEqualTo(text);
    }

    @Test
    void findsMentionsTagsAndAddresses() {
        var text = "Bonjour @Helianthe, #NantesTokyo ! Voir https://a.example/x?y=1, ou pas. a@b.example";

        assertThat(PostText.pieces(text))
                .filteredOn(piece -> piece.kind() != PostText.Piece.Kind.PLAIN)
                .extracting(PostText.Piece::text)
                .containsExactly("@Helianthe", "#NantesTokyo", "https://a.example/x?y=1");
        assertThat(PostText.mentions(text)).containsExactly("helianthe");
        assertThat(PostText.hashtags(text)).containsExactly("nantestokyo");
    }

    @Test
    void onlyWebAddressesAreFollowed() {
        assertThat(PostText.pieces("javascript:alert(1) data:text/html,x ftp://a.example"))
                .allMatch(piece -> piece.kind() == PostText.Piece.Kind.PLAIN);
    }

    private static String joined(String text) {
        return PostText.pieces(text).stream().map(PostText.Piece::text).collect(Collectors.joining());
    }
}
