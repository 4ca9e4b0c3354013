package org.parvis.boot;

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

    private final DeadLetterDesk desk;
    private final String service;

    DeadLetterPageController(DeadLetterDesk desk, String service) {
        this.desk = desk;
        this.service = service;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("service", service);
        model.addAttribute("letters", desk.list(PageRequest.MAX));
        model.addAttribute("total", desk.count());
        return "boot/dead-letters";
    }

    @PostMapping("/{group}/{id}/retry")
    String retry(@PathVariable String group, @PathVariable String id) {
        desk.retry(group, id);
        return "redirect:/" + service + "/dead-letters";
    }

    @PostMapping("/{group}/{id}/drop")
    String drop(@PathVariable String group, @PathVariable String id) {
        desk.drop(group, id);
        return "redirect:/" + service + "/dead-letters";
    }
}
