package org.parvis.publishing.post;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.PostKind;
import org.parvis.publishing.api.Slot;
import org.parvis.publishing.api.Variant;
import org.parvis.publishing.delivery.DeliveryId;

/**
 * A post as it stands in the ledger.
 *
 * @param contentHash over all variants; what an approval is bound to
 * @param release the number of the release entry while the post is released, else null
 */
public record PostView(
        String postId,
        String brandId,
        String title,
        PostKind kind,
        List<Variant> variants,
        @Nullable Slot slot,
        String contentHash,
        String authorId,
        List<String> editors,
        int revision,
        PostStage stage,
        @Nullable String reviewId,
        @Nullable Instant leavesAt,
        @Nullable Long release,
        long version) {

    public PostView {
        variants = List.copyOf(variants);
        editors = List.copyOf(editors);
    }

    /** The deliveries the present release leads to, one per variant in their order; none while it is not released. */
    public List<String> deliveryIds() {
        var number = release;
        return number == null
                ? List.of()
                : IntStream.range(0, variants.size())
                        .mapToObj(variant -> DeliveryId.of(Outgoing.POST, postId, number, variant))
                        .toList();
    }
}
