package org.parvis.reporting.visit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import org.parvis.boot.Access;
import org.parvis.boot.CurrentActor;
import org.parvis.identity.rights.Action;
import org.parvis.ledger.tree.Checkpoint;
import org.parvis.ledger.tree.Checkpoints;
import org.parvis.ledger.witness.Witnessing;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An auditor's visit: nothing rewritten, nothing missing, who else saw it; keep this head, or hand one in. */
@Controller
@RequestMapping("/reporting/audit/visit")
final class VisitPageController {

    private static final int SHOWN = 12;

    private final Visits visits;
    private final Continuity continuity;
    private final Counting counting;
    private final Checkpoints checkpoints;
    private final Witnessing witnessing;
    private final Access access;
    private final MessageSource messages;
    private final Clock clock;

    VisitPageController(
            Visits visits,
            Continuity continuity,
            Counting counting,
            Checkpoints checkpoints,
            Witnessing witnessing,
            Access access,
            MessageSource messages,
            Clock clock) {
        this.visits = visits;
        this.continuity = continuity;
        this.counting = counting;
        this.checkpoints = checkpoints;
        this.witnessing = witnessing;
        this.access = access;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    String visit(Model model) {
        access.requireAnywhere(Action.READ_AUDIT);
        fill(model);
        return "reporting/visit";
    }

    private void fill(Model model) {
        var kept = visits.recent(CurrentActor.require().id(), SHOWN);
        if (!kept.isEmpty()) {
            model.addAttribute("last", kept.getFirst());
            model.addAttribute("result", continuity.since(kept.getFirst().head()));
        }
        model.addAttribute("visits", kept);
        model.addAttribute("size", Checkpoint.parse(continuity.head().text()).size());
        model.addAttribute("complete", counting.now());
        model.addAttribute("witnesses", checkpoints.lastSeen());
        model.addAttribute("troubles", witnessing.troubles());
        model.addAttribute("now", clock.instant());
    }

    /** Keeps the newest head. One that does not continue the last is not kept: the old one is the evidence. */
    @PostMapping
    ModelAndView keep(Model model, RedirectAttributes flash, Locale locale) {
        access.requireAnywhere(Action.READ_AUDIT);
        var member = CurrentActor.require().id();
        var head = continuity.head();
        var last = visits.last(member);
        if (last.isPresent() && !continuity.since(last.get().head()).isGood()) {
            fill(model);
            return new ModelAndView("reporting/visit", model.asMap(), HttpStatus.CONFLICT);
        }
        visits.keep(member, clock.instant(), head);
        flash.addFlashAttribute("pvDone", messages.getMessage("reporting.visit.kept", new Object[0], locale));
        return new ModelAndView("redirect:/reporting/audit/visit");
    }

    /** Compares a head that the auditor kept as a file. */
    @PostMapping("/head")
    ModelAndView handIn(@RequestParam("head") MultipartFile file, Model model) throws IOException {
        access.requireAnywhere(Action.READ_AUDIT);
        var head = HeadFile.parse(new String(file.getBytes(), StandardCharsets.UTF_8));
        fill(model);
        if (head.isEmpty()) {
            model.addAttribute("noHead", true);
            return new ModelAndView("reporting/visit", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        model.addAttribute("handedIn", continuity.since(head.get()));
        return new ModelAndView("reporting/visit", model.asMap());
    }
}
