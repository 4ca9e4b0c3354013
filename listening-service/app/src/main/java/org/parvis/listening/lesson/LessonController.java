package org.parvis.listening.lesson;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.listening.api.ChangedReading;
import org.parvis.listening.api.ReadingAxis;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A brand's own reading for programs. */
@RestController
@RequestMapping("/api/listening/brands/{id}/readings")
class LessonController {

    private final LessonDesk desk;

    LessonController(LessonDesk desk) {
        this.desk = desk;
    }

    /**
     * What was learned of one axis in one language.
     *
     * @param texts how many messages people said something of
     * @param before of how many the shipped reading says the same
     * @param after of how many this one does, asked of lessons that did not learn from them
     */
    record Learned(String language, ReadingAxis axis, int texts, int before, int after) {}

    /**
     * One version.
     *
     * @param shipped the version of the shipped reading that it adds to
     * @param fits whether this program ships that one; else it is not used
     * @param replayed how many messages of the last thirty days were read anew, the newest 1,000 at most
     * @param changed how many of them it reads otherwise than what was in force
     * @param samples at most 20 of these
     */
    record Version(
            String brand,
            int version,
            boolean inForce,
            String shipped,
            boolean fits,
            List<Learned> learned,
            int replayed,
            int changed,
            List<ChangedReading> samples,
            Instant taughtAt,
            String taughtBy) {

        static Version of(OwnReadings.Item item) {
            return new Version(
                    item.brandId(),
                    item.version(),
                    item.inForce(),
                    item.shipped(),
                    item.fits(),
                    item.lessons().stream()
                            .map(one -> new Learned(one.language(), one.axis(), one.texts(), one.before(), one.after()))
                            .toList(),
                    item.replayed(),
                    item.changed(),
                    item.samples(),
                    item.taughtAt(),
                    item.taughtBy());
        }
    }

    /** Which version new messages are read by; 0 is the reading as it is shipped. */
    record InForce(int version) {}

    record Choice(@Nullable Integer version) {}

    /** The newest twenty. */
    @GetMapping
    List<Version> all(@PathVariable String id) {
        return desk.all(id).stream().map(Version::of).toList();
    }

    @GetMapping("/{version}")
    Version one(@PathVariable String id, @PathVariable int version) {
        return Version.of(desk.require(id, version));
    }

    /** Makes the next version of what people said until now; it is not in force by that. One that is there stays as it is. */
    @PutMapping("/{version}")
    Version teach(@PathVariable String id, @PathVariable int version) {
        return Version.of(desk.teach(id, version));
    }

    @PutMapping("/in-force")
    InForce choose(@PathVariable String id, @RequestBody Choice choice) {
        if (choice.version() == null) {
            throw new InvalidInput("version", "required");
        }
        desk.choose(id, choice.version());
        return new InForce(choice.version());
    }
}
