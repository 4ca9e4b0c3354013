package org.parvis.listening.today;

import java.util.Locale;
import org.parvis.boot.Access;
import org.parvis.identity.rights.Action;
import org.parvis.listening.alert.AlertWords;
import org.parvis.listening.alert.Incidents;
import org.parvis.listening.source.Sources;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What is unusual, and the sources that fell silent, for Today. */
@Controller
class TodayFragmentController {

    private static final int ROWS = 6;

    private final Sources sources;
    private final Incidents incidents;
    private final AlertWords words;
    private final Access access;

    TodayFragmentController(Sources sources, Incidents incidents, AlertWords words, Access access) {
        this.sources = sources;
        this.incidents = incidents;
        this.words = words;
        this.access = access;
    }

    /** An open incident, in words. */
    record Unusual(Incidents.Item incident, String title) {}

    @GetMapping("/listening/today")
    String today(Locale locale, Model model) {
        var open = incidents.open(access.brands(Action.READ_MENTIONS));
        model.addAttribute(
                "incidents",
                open.stream()
                        .limit(ROWS)
                        .map(incident -> new Unusual(incident, words.title(incident, locale)))
                        .toList());
        model.addAttribute("openCount", open.size());
        var silent = sources.silent(access.brands(Action.READ_MENTIONS));
        model.addAttribute("silent", silent.stream().limit(ROWS).toList());
        model.addAttribute("count", silent.size());
        return "listening/today :: today";
    }
}
