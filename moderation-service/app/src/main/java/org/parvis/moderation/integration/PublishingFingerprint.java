package org.parvis.moderation.integration;

import org.jspecify.annotations.Nullable;
import org.parvis.moderation.review.ContentFingerprint;
import org.parvis.publishing.api.ContentHash;
import org.springframework.stereotype.Component;

/** Hashes an edited text as publishing will hash the bytes it sends. */
@Component
class PublishingFingerprint implements ContentFingerprint {

    @Override
    public String of(String channelId, @Nullable String answeredMentionId, String text) {
        return ContentHash.of(channelId, answeredMentionId, text);
    }
}
