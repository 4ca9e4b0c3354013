package org.parvis.listening.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MentionIdentityTest {

    @Test
    void neverChanges() {
        // Stored ids were computed this way: if this value changes, every message would be collected a second time.
        assertThat(MentionIdentity.mention("helianthe", "bluesky", "at://did:plc:abc/app.bsky.feed.post/1"))
                .isEqualTo("d9426db7-8f90-8213-b59e-e2c1ede7a98c");
        assertThat(MentionIdentity.thread("helianthe", "bluesky", "at://did:plc:abc/app.bsky.feed.post/1"))
                .isEqualTo("0f90cfce-682c-88cb-988d-7545459035ae");
    }

    @Test
    void isAVersion8Uuid() {
        var id = UUID.fromString(MentionIdentity.mention("b", "s", "r"));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Property
    void differsWheneverAPartDiffers(@ForAll String a, @ForAll String b, @ForAll String c) {
        assertThat(MentionIdentity.mention(a, b, c)).isEqualTo(MentionIdentity.mention(a, b, c));
        assertThat(MentionIdentity.mention(a, b, c))
                .isNotEqualTo(MentionIdentity.thread(a, b, c))
                .isNotEqualTo(MentionIdentity.mention(a + "x", b, c))
                .isNotEqualTo(MentionIdentity.mention(a, b + "x", c))
                .isNotEqualTo(MentionIdentity.mention(a, b, c + "x"));
        if (!a.isEmpty()) {
            // The border between two parts matters, not only their concatenation.
            assertThat(MentionIdentity.mention(a, b, c)).isNotEqualTo(MentionIdentity.mention("", a + b, c));
        }
    }
}
