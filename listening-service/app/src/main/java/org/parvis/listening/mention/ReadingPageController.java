package org.parvis.listening.mention;

import org.parvis.boot.Access;
import org.parvis.identity.rights.Action;
import org.parvis.listening.classification.Classifier;
import org.parvis.listening.classification.Measured;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How well messages are read: by public sets, and by what the house's own people said. */
@Controller
class ReadingPageController {

    private final Readings readings;
    private final Access access;

    ReadingPageController(Readings readings, Access access) {
        this.readings = readings;
        this.access = access;
    }

    @GetMapping("/listening/readings")
    String page(Model model) {
        access.requireAnywhere(Action.READ_MENTIONS);
        model.addAttribute("version", Classifier.VERSION);
        model.addAttribute("lines", readings.of(access.brands(Action.READ_MENTIONS)));
        model.addAttribute("measured", Measured.all());
        return "listening/readings";
    }
}
