package org.parvis.listening.today;

import java.util.Locale;
import org.parvis.boot.Access;
import org.parvis.boot.CurrentActor;
import org.parvis.identity.rights.Action;
import org.parvis.listening.alert.AlertWords;
import org.parvis.listening.alert.Incidents;
import org.parvis.listening.source.Sources;
import org.parvis.listening.topic.Topics;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What is unusual, the sources that fell silent, and the topics that ask for their owner, for Today. */
@Controller
class TodayFragmentController {

    private static final int ROWS = 6;

    private final Sources sources;
    private final Incidents incidents;
    private final AlertWords words;
    private final Topics topics;
    private final Access access;

    TodayFragmentController(Sources sources, Incidents incidents, AlertWords words, Topics topics, Access access) {
        this.sources = sources;
        this.incidents = incidents;
        this.words = words;
        this.topics = topics;
        this.access = access;
    }

    /** An open incident, in words. */
    record Unusual(Incidents.Item incident, String title) {}

    @GetMapping("/listening/today")
    String today(Locale locale, Model model) {
        var readable = access.brands(Action.READ_MENTIONS);
        model.addAttribute(
                "incidents",
                incidents.open(readable, ROWS).stream()
                        .map(incident -> new Unusual(incident, words.title(incident, locale)))
                        .toList());
        model.addAttribute("openCount", incidents.countOpen(readable));
        var silence = sources.silent(readable, ROWS);
        model.addAttribute("silent", silence.first());
        model.addAttribute("count", silence.sources());
        var troubled = topics.troubled(CurrentActor.require().id(), readable, access.brands(Action.MANAGE_TOPICS));
        model.addAttribute("troubled", troubled.stream().limit(ROWS).toList());
        model.addAttribute("troubledCount", troubled.size());
        return "listening/today :: today";
    }
}
