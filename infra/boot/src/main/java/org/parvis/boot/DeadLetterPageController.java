package org.parvis.boot;

import org.parvis.axon.DeadLetters;
import org.parvis.identity.rights.Action;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The page on which somebody looks at what a handler could not digest, tries it again or gives it up. */
@Controller
@RequestMapping("/${spring.application.name}/dead-letters")
final class DeadLetterPageController {

    private final DeadLetters letters;
    private final Access access;
    private final String service;

    DeadLetterPageController(DeadLetters letters, Access access, String service) {
        this.letters = letters;
        this.access = access;
        this.service = service;
    }

    @GetMapping
    String list(Model model) {
        access.requireAnywhere(Action.OPERATE);
        model.addAttribute("service", service);
        model.addAttribute("letters", letters.list(PageRequest.MAX));
        model.addAttribute("total", letters.count());
        return "boot/dead-letters";
    }

    @PostMapping("/{group}/{id}/retry")
    String retry(@PathVariable String group, @PathVariable String id) {
        access.requireAnywhere(Action.OPERATE);
        letters.retry(group, id);
        return "redirect:/" + service + "/dead-letters";
    }

    @PostMapping("/{group}/{id}/drop")
    String drop(@PathVariable String group, @PathVariable String id) {
        access.requireAnywhere(Action.OPERATE);
        letters.drop(group, id);
        return "redirect:/" + service + "/dead-letters";
    }
}
