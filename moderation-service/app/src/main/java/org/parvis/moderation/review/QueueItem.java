package org.parvis.moderation.review;

import org.jspecify.annotations.Nullable;
import org.parvis.web.view.ClockFace;

/**
 * A line of the queue.
 *
 * @param slot when a post goes out, in the words of its channel's zone; null for what has no slot
 * @param clock null once decided
 */
record QueueItem(
        String id,
        String title,
        String icon,
        String line,
        String stateKey,
        String stateIcon,
        String stateTone,
        @Nullable ClockFace clock,
        @Nullable String slot,
        boolean current) {}
