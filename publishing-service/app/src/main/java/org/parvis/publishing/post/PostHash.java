package org.parvis.publishing.post;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.ContentHash;
import org.parvis.publishing.api.PostKind;
import org.parvis.publishing.api.Slot;
import org.parvis.publishing.api.Variant;

/**
 * What the approval of a post is bound to: a hash over the hash of its title, its kind, its slot as it was written, and of all its texts, in
 * their order, the language and the hash. Whoever approves judges when something is said, too, and networks are told the language.
 */
final class PostHash {

    private PostHash() {}

    static String of(String title, PostKind kind, @Nullable Slot slot, List<Variant> variants) {
        return ContentHash.of(
                "",
                null,
                String.join(
                        "\n",
                        "parvis-post-2",
                        ContentHash.of("", null, title),
                        kind.name(),
                        slot == null ? "" : slot.local() + " " + slot.zone(),
                        variants.stream()
                                .map(variant -> variant.language() + " " + variant.contentHash())
                                .collect(Collectors.joining("\n"))));
    }
}
