package org.parvis.listening.lesson;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.parvis.listening.api.ChangedReading;
import org.parvis.listening.api.TaughtLesson;

/** What can happen to a brand's own reading. */
sealed interface LessonCommand {

    String brandId();

    /**
     * A version was made.
     *
     * @param shipped the version of the shipped reading that it adds to
     */
    record TeachReading(
            @TargetAggregateIdentifier String brandId,
            int version,
            String shipped,
            List<TaughtLesson> lessons,
            int replayed,
            int changed,
            List<ChangedReading> samples)
            implements LessonCommand {

        public TeachReading {
            lessons = List.copyOf(lessons);
            samples = List.copyOf(samples);
        }
    }

    /**
     * A person has new messages read by this version.
     *
     * @param version 0 for the reading as it is shipped
     * @param shipped the version of the shipped reading of this program
     */
    record ChooseReading(@TargetAggregateIdentifier String brandId, int version, String shipped)
            implements LessonCommand {}
}
