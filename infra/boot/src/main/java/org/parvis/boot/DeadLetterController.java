package org.parvis.boot;

import org.parvis.axon.DeadLetters;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Dead letters for programs. */
@RestController
@RequestMapping("/api/${spring.application.name}/dead-letters")
final class DeadLetterController {

    private final DeadLetterDesk desk;

    DeadLetterController(DeadLetterDesk desk) {
        this.desk = desk;
    }

    record Retried(boolean digested) {}

    @GetMapping
    Listing<DeadLetters.Letter> list(PageRequest page) {
        return new Listing<>(desk.list(page.limit()), null);
    }

    @PostMapping("/{group}/{id}/retry")
    Retried retry(@PathVariable String group, @PathVariable String id) {
        return new Retried(desk.retry(group, id));
    }

    @DeleteMapping("/{group}/{id}")
    void drop(@PathVariable String group, @PathVariable String id) {
        if (!desk.drop(group, id)) {
            throw new NotFound("dead-letter", id);
        }
    }
}
