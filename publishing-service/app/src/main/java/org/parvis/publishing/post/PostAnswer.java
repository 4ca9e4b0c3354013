package org.parvis.publishing.post;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.PostKind;
import org.parvis.publishing.api.Slot;
import org.parvis.publishing.delivery.DeliveryPhase;
import org.parvis.publishing.delivery.DeliveryView;

/** A post as programs read it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record PostAnswer(
        String id,
        String brand,
        String title,
        PostKind kind,
        List<VariantAnswer> variants,
        @Nullable Slot slot,
        String contentHash,
        PostState state,
        String author,
        List<String> editors,
        int revision,
        @Nullable String review,
        @Nullable Instant leavesAt,
        long version) {

    /** The text for one channel, and what became of it. */
    record VariantAnswer(
            String channel,
            String language,
            String text,
            String contentHash,
            @Nullable String delivery,
            @Nullable DeliveryPhase state,
            boolean held,
            @Nullable String reason,
            @Nullable String permalink) {}

    static PostAnswer of(PostView post, Function<String, Optional<DeliveryView>> deliveries) {
        var variants = new ArrayList<VariantAnswer>();
        var phases = new ArrayList<DeliveryPhase>();
        var deliveryIds = post.deliveryIds();
        for (var number = 0; number < post.variants().size(); number++) {
            var variant = post.variants().get(number);
            var deliveryId = deliveryIds.isEmpty() ? null : deliveryIds.get(number);
            var delivery =
                    deliveryId == null ? null : deliveries.apply(deliveryId).orElse(null);
            if (delivery != null) {
                phases.add(delivery.phase());
            }
            variants.add(new VariantAnswer(
                    variant.channelId(),
                    variant.language(),
                    variant.text(),
                    variant.contentHash(),
                    deliveryId,
                    delivery == null ? null : delivery.phase(),
                    delivery != null && delivery.held(),
                    delivery == null ? null : delivery.holdReason(),
                    delivery == null ? null : delivery.permalink()));
        }
        return new PostAnswer(
                post.postId(),
                post.brandId(),
                post.title(),
                post.kind(),
                variants,
                post.slot(),
                post.contentHash(),
                PostState.of(post.stage(), phases),
                post.authorId(),
                post.editors(),
                post.revision(),
                post.reviewId(),
                post.leavesAt(),
                post.version());
    }
}
