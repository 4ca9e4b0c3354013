package org.parvis.listening.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Conflict;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.listening.api.ChangedReading;
import org.parvis.listening.api.TaughtLesson;
import org.parvis.listening.classification.Classification;
import org.parvis.listening.classification.Classifier;
import org.parvis.listening.classification.Lessons;
import org.parvis.listening.classification.Teacher;
import org.parvis.listening.lesson.LessonCommand.ChooseReading;
import org.parvis.listening.lesson.LessonCommand.TeachReading;
import org.springframework.stereotype.Component;

/** What people and programs do with a brand's own reading, the same from a page and from a program. */
@Component
class LessonDesk {

    private static final int SAMPLES = 20;

    private final OwnReadings readings;
    private final Past past;
    private final Classifier classifier;
    private final Commands commands;
    private final Access access;

    /** Learning takes a processor for seconds: one brand after the other. */
    private final Semaphore turn = new Semaphore(1);

    LessonDesk(OwnReadings readings, Past past, Classifier classifier, Commands commands, Access access) {
        this.readings = readings;
        this.past = past;
        this.classifier = classifier;
        this.commands = commands;
        this.access = access;
    }

    List<OwnReadings.Item> all(String brandId) {
        access.require(Action.READ_MENTIONS, brandId);
        return readings.newest(brandId);
    }

    OwnReadings.Item require(String brandId, int version) {
        access.require(Action.READ_MENTIONS, brandId);
        return find(brandId, version);
    }

    private OwnReadings.Item find(String brandId, int version) {
        return readings.find(brandId, version).orElseThrow(() -> new NotFound("reading", brandId + "/" + version));
    }

    /**
     * Makes the next version of what people said until now, and tries it on the past. One that is there already stays as it is.
     *
     * @param version the last one and one more
     */
    OwnReadings.Item teach(String brandId, int version) {
        access.require(Action.MANAGE_TOPICS, brandId);
        if (readings.find(brandId, version).isEmpty()) {
            if (!turn.tryAcquire()) {
                throw new Conflict("READING_BEING_TAUGHT", Map.of());
            }
            try {
                commands.send(taught(brandId, version));
            } finally {
                turn.release();
            }
            Shown.soon(() -> readings.find(brandId, version).isPresent());
        }
        return find(brandId, version);
    }

    private TeachReading taught(String brandId, int version) {
        var lessons = new Teacher(classifier)
                .teach(past.settled(brandId)).stream()
                        .map(made -> new TaughtLesson(
                                made.of().language(),
                                made.of().axis(),
                                made.mark().texts(),
                                made.mark().before(),
                                made.mark().after(),
                                made.lesson().packed()))
                        .toList();
        var latest = past.latest(brandId);
        var changed = changed(latest, readings.inForce(brandId), OwnReadings.lessons(version, lessons));
        return new TeachReading(
                brandId,
                version,
                Classifier.VERSION,
                lessons,
                latest.size(),
                changed.size(),
                changed.stream().limit(SAMPLES).collect(Collectors.toList()));
    }

    private List<ChangedReading> changed(List<Past.Message> messages, Lessons inForce, Lessons next) {
        var changed = new ArrayList<ChangedReading>();
        for (var message : messages) {
            var before = classifier.classifyAs(message.whole(), message.language(), inForce);
            var after = classifier.classifyAs(message.whole(), message.language(), next);
            var toneBefore = Classification.leaning(before.tone());
            var toneAfter = Classification.leaning(after.tone());
            if (toneBefore != toneAfter || before.intent() != after.intent()) {
                changed.add(new ChangedReading(
                        message.mentionId(), toneBefore, toneAfter, before.intent(), after.intent()));
            }
        }
        return changed;
    }

    /** From now on new messages are read by it; what was read stays as it was read. */
    void choose(String brandId, int version) {
        access.require(Action.MANAGE_TOPICS, brandId);
        commands.send(new ChooseReading(brandId, version, Classifier.VERSION));
        Shown.soon(() -> version(brandId) == version);
    }

    /** Which version somebody put in force; 0 for the reading as it is shipped. */
    int version(String brandId) {
        var choice = readings.choice(brandId);
        return choice == null ? 0 : choice.version();
    }
}
