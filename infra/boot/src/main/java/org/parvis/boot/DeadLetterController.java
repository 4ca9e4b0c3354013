package org.parvis.boot;

import org.parvis.axon.DeadLetters;
import org.parvis.identity.rights.Action;
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

    private final DeadLetters letters;
    private final Access access;

    DeadLetterController(DeadLetters letters, Access access) {
        this.letters = letters;
        this.access = access;
    }

    record Retried(boolean digested) {}

    @GetMapping
    Listing<DeadLetters.Letter> list(PageRequest page) {
        access.requireAnywhere(Action.OPERATE);
        return new Listing<>(letters.list(page.limit()), null);
    }

    @PostMapping("/{group}/{id}/retry")
    Retried retry(@PathVariable String group, @PathVariable String id) {
        access.requireAnywhere(Action.OPERATE);
        return new Retried(letters.retry(group, id));
    }

    @DeleteMapping("/{group}/{id}")
    void drop(@PathVariable String group, @PathVariable String id) {
        access.requireAnywhere(Action.OPERATE);
        if (!letters.drop(group, id)) {
            throw new NotFound("dead-letter", id);
        }
    }
}
