package org.parvis.crm.person;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.identity.rights.Action;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The card of somebody outside for pages of other services; nothing where the reader may not know them. */
@Controller
class PersonCardController {

    private final PersonCards cards;
    private final Access access;

    PersonCardController(PersonCards cards, Access access) {
        this.cards = cards;
        this.access = access;
    }

    @GetMapping("/crm/people/{id}/card")
    String card(@PathVariable String id, @RequestParam String brand, Model model, HttpServletResponse response) {
        var card = access.may(Action.READ_INBOX, brand)
                ? cards.find(new Brands(Set.of(brand)), id)
                : Optional.<PersonCard>empty();
        if (card.isEmpty()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
        }
        model.addAttribute("card", card.orElse(null));
        model.addAttribute("mayRelate", access.may(Action.WORK_INBOX, brand));
        return "crm/person-card :: card";
    }
}
