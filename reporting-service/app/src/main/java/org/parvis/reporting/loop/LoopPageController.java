package org.parvis.reporting.loop;

import org.parvis.boot.Access;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The feedback loop for people. */
@Controller
final class LoopPageController {

    private final FeedbackLoop loop;
    private final Access access;

    LoopPageController(FeedbackLoop loop, Access access) {
        this.loop = loop;
        this.access = access;
    }

    @GetMapping("/reporting/feedback-loop")
    String page(@RequestParam(defaultValue = "") String productLine, Model model) {
        access.requireAnywhere(Action.READ_REPORTS);
        var brands = access.brands(Action.READ_REPORTS);
        model.addAttribute("steps", loop.steps(brands, productLine));
        model.addAttribute("items", loop.items(brands, productLine, PageRequest.USUAL));
        return "reporting/feedback-loop";
    }
}
