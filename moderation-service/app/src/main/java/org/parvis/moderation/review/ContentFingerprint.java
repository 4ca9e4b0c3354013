package org.parvis.moderation.review;

import org.jspecify.annotations.Nullable;

/** What an approval of a text is bound to; publishing, which sends the bytes, owns the formula. */
@FunctionalInterface
public interface ContentFingerprint {

    String of(String channelId, @Nullable String answeredMentionId, String text);
}
