package org.parvis.moderation.review;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;

/** A judgement was not accepted. */
final class JudgementRefused extends Refused {

    private final @Nullable String brandId;

    JudgementRefused(JudgementRefusal reason, String reviewId, @Nullable String brandId, Map<String, Object> details) {
        super(reason.category(), reason, "review:" + reviewId, details);
        this.brandId = brandId;
    }

    @Override
    public @Nullable String brandId() {
        return brandId;
    }
}
