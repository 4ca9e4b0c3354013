package org.parvis.listening.lesson;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.listening.lesson.LessonRefused.Reason.READING_MOVED_ON;
import static org.parvis.listening.lesson.LessonRefused.Reason.READING_OF_ANOTHER_PROGRAM;
import static org.parvis.listening.lesson.LessonRefused.Reason.READING_UNKNOWN;
import static org.parvis.listening.lesson.LessonRefused.Reason.TOO_LITTLE_SAID;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.OwnReadingChosen;
import org.parvis.listening.api.OwnReadingEvent;
import org.parvis.listening.api.OwnReadingTaught;
import org.parvis.listening.lesson.LessonCommand.ChooseReading;
import org.parvis.listening.lesson.LessonCommand.TeachReading;

/** How one brand's messages are read beyond what is shipped: its versions, and which is in force. Its id is the brand's. */
final class OwnReading {

    @AggregateIdentifier
    private @Nullable String brandId;

    /** To which shipped reading each version adds, the first one first. */
    private final List<String> shipped = new ArrayList<>();

    private int inForce;

    OwnReading() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(TeachReading c) {
        require(!c.lessons().isEmpty(), TOO_LITTLE_SAID, c, Map.of());
        require(c.version() == shipped.size() + 1, READING_MOVED_ON, c, Map.of("version", shipped.size()));
        apply(new OwnReadingTaught(
                c.brandId(), c.version(), c.shipped(), c.lessons(), c.replayed(), c.changed(), c.samples()));
    }

    /** The same again changes nothing. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ChooseReading c) {
        require(c.version() >= 0 && c.version() <= shipped.size(), READING_UNKNOWN, c, Map.of("version", c.version()));
        if (c.version() == inForce) {
            return;
        }
        require(
                c.version() == 0 || shipped.get(c.version() - 1).equals(c.shipped()),
                READING_OF_ANOTHER_PROGRAM,
                c,
                Map.of("version", c.version()));
        apply(new OwnReadingChosen(c.brandId(), c.version(), inForce));
    }

    private static void require(
            boolean holds, LessonRefused.Reason otherwise, LessonCommand c, Map<String, Object> details) {
        if (!holds) {
            throw new LessonRefused(otherwise, c.brandId(), details);
        }
    }

    @EventSourcingHandler
    void evolve(OwnReadingEvent event) {
        brandId = event.brandId();
        switch (event) {
            case OwnReadingTaught e -> shipped.add(e.shipped());
            case OwnReadingChosen e -> inForce = e.version();
        }
    }
}
