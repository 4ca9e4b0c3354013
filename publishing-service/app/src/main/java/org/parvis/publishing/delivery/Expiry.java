package org.parvis.publishing.delivery;

import java.time.Duration;

/**
 * How long after its time something may still leave.
 *
 * @param reply for replies
 * @param post for posts
 */
public record Expiry(Duration reply, Duration post) {}
