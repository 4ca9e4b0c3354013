package org.parvis.moderation.rota;

import org.parvis.moderation.people.Reading;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How soon the calls of a brand are answered, for programs. */
@RestController
class AnswerTimesApiController {

    private final AnswerTimes times;
    private final Reading reading;

    AnswerTimesApiController(AnswerTimes times, Reading reading) {
        this.times = times;
        this.reading = reading;
    }

    @GetMapping("/api/moderation/brands/{id}/time-to-acknowledge")
    AnswerTimes.Figures ofBrand(@PathVariable String id) {
        reading.requireEscalations(id);
        return times.ofBrand(id);
    }
}
