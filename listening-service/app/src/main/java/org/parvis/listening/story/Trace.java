package org.parvis.listening.story;

import java.time.Instant;

/**
 * What is remembered of a message to recognise it when it comes again. Made of somebody's words, so it goes when they are erased.
 *
 * @param storyId the story it was told in
 * @param saidAt when it was published
 * @param lastSaidAt when the same was last published by others of whom no trace was kept
 */
record Trace(
        String mentionId,
        String brandId,
        String sourceId,
        String personId,
        String storyId,
        Instant saidAt,
        Instant lastSaidAt,
        Wording wording) {

    /** The same when somebody else said it, of whom no trace is kept. */
    Trace saidAgain(Instant at) {
        return new Trace(
                mentionId,
                brandId,
                sourceId,
                personId,
                storyId,
                saidAt,
                lastSaidAt.isAfter(at) ? lastSaidAt : at,
                wording);
    }
}
