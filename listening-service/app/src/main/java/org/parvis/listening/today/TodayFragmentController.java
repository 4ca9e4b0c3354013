package org.parvis.listening.today;

import org.parvis.boot.Access;
import org.parvis.identity.rights.Action;
import org.parvis.listening.source.Sources;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The sources that fell silent, for Today. */
@Controller
class TodayFragmentController {

    private static final int ROWS = 6;

    private final Sources sources;
    private final Access access;

    TodayFragmentController(Sources sources, Access access) {
        this.sources = sources;
        this.access = access;
    }

    @GetMapping("/listening/today")
    String today(Model model) {
        var silent = sources.silent(access.brands(Action.READ_MENTIONS));
        model.addAttribute("silent", silent.stream().limit(ROWS).toList());
        model.addAttribute("count", silent.size());
        return "listening/today :: today";
    }
}
