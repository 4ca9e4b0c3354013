package org.parvis.listening.mention;

import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
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
    private final BrandDirectory brands;
    private final Access access;

    ReadingPageController(Readings readings, BrandDirectory brands, Access access) {
        this.readings = readings;
        this.brands = brands;
        this.access = access;
    }

    @GetMapping("/listening/readings")
    String page(Model model) {
        access.requireAnywhere(Action.READ_MENTIONS);
        model.addAttribute("version", Classifier.VERSION);
        var readable = access.brands(Action.READ_MENTIONS);
        model.addAttribute("lines", readings.of(readable));
        model.addAttribute("brands", brands.list(readable));
        model.addAttribute("measured", Measured.all());
        return "listening/readings";
    }
}
