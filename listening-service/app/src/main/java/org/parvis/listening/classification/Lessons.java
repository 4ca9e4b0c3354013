package org.parvis.listening.classification;

import java.util.Map;
import java.util.Optional;
import org.parvis.listening.api.ReadingAxis;

/**
 * All that one brand taught, as one version of its reading.
 *
 * @param version of the brand's own counting; 0 is the reading as it is shipped
 */
public record Lessons(int version, Map<Of, Lesson> all) {

    public static final Lessons NONE = new Lessons(0, Map.of());

    /** What a lesson is about. */
    public record Of(String language, ReadingAxis axis) {}

    public Lessons {
        all = Map.copyOf(all);
    }

    Optional<Lesson> find(String language, ReadingAxis axis) {
        return Optional.ofNullable(all.get(new Of(language, axis)));
    }

    /** How a reading with them is called on record. */
    public String versionOfReading() {
        return version == 0 ? Classifier.VERSION : Classifier.VERSION + "+" + version;
    }
}
