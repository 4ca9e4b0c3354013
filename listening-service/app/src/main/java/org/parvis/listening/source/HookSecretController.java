package org.parvis.listening.source;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The secret of a source's signed calls, for programs. */
@RestController
@RequestMapping("/api/listening/sources/{id}/hook")
class HookSecretController {

    private final HookDesk desk;

    HookSecretController(HookDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    HookDesk.Standing standing(@PathVariable String id) {
        return desk.standing(id);
    }

    /** Makes a new secret, shown in this answer and never again; the one before counts for 24 hours more. */
    @PostMapping
    ResponseEntity<HookDesk.Made> make(@PathVariable String id) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(desk.make(id));
    }
}
