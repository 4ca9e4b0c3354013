package org.parvis.crm.person;

import org.parvis.boot.Access;
import org.parvis.boot.NotFound;
import org.parvis.identity.rights.Action;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** People for programs. */
@RestController
class PersonApiController {

    private final PersonCards cards;
    private final Access access;

    PersonApiController(PersonCards cards, Access access) {
        this.cards = cards;
        this.access = access;
    }

    @GetMapping("/api/crm/persons/{id}")
    PersonCard get(@PathVariable String id) {
        return cards.find(access.brands(Action.READ_INBOX), id).orElseThrow(() -> new NotFound("person", id));
    }
}
