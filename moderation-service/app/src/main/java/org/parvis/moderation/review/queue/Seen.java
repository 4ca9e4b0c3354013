package org.parvis.moderation.review.queue;

import java.time.Instant;

/** Who was shown a draft, with how much of its thread. */
public record Seen(String memberId, String viewHash, int messages, Instant at) {}
