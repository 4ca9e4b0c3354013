package org.parvis.listening.api;

import java.util.List;

/**
 * A version of a brand's own reading was made of what its people said of messages, and tried on messages of the past. It is not in force by
 * that.
 *
 * @param version the brand's own counting, from 1
 * @param shipped the version of the shipped reading that it adds to
 * @param replayed how many messages of the past were read anew
 * @param changed how many of them it reads otherwise than the reading in force
 * @param samples some of these
 */
public record OwnReadingTaught(
        String brandId,
        int version,
        String shipped,
        List<TaughtLesson> lessons,
        int replayed,
        int changed,
        List<ChangedReading> samples)
        implements OwnReadingEvent {

    public OwnReadingTaught {
        lessons = List.copyOf(lessons);
        samples = List.copyOf(samples);
    }
}
