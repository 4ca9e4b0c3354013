package org.parvis.publishing.post;

import java.util.List;
import java.util.stream.Collectors;
import org.parvis.publishing.api.ContentHash;
import org.parvis.publishing.api.Variant;

/** What the approval of a post is bound to: the hash of its only variant, or a hash over the hashes of all, in their order. */
final class PostHash {

    private PostHash() {}

    static String of(List<Variant> variants) {
        return variants.size() == 1
                ? variants.getFirst().contentHash()
                : ContentHash.of(
                        "", null, variants.stream().map(Variant::contentHash).collect(Collectors.joining("\n")));
    }
}
