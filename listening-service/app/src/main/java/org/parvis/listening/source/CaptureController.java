package org.parvis.listening.source;

import java.util.Map;
import org.parvis.listening.mention.MentionIntake.Outcome;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Messages carried over by programs that act for a person, such as a button in their browser. */
@RestController
@RequestMapping("/api/listening/mentions")
class CaptureController {

    private final CaptureDesk desk;

    CaptureController(CaptureDesk desk) {
        this.desk = desk;
    }

    /** 201 with the mention's id; 200 when it was here already. */
    @PostMapping
    ResponseEntity<Map<String, String>> capture(@RequestBody Capture capture) {
        var result = desk.take(capture);
        return ResponseEntity.status(result.outcome() == Outcome.COLLECTED ? HttpStatus.CREATED : HttpStatus.OK)
                .body(Map.of(
                        "id", result.mentionId(), "outcome", result.outcome().name()));
    }
}
