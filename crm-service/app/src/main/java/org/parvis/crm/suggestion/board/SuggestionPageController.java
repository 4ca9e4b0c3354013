package org.parvis.crm.suggestion.board;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.crm.api.Decision;
import org.parvis.crm.page.RefusalWords;
import org.parvis.crm.productline.ProductLines;
import org.parvis.crm.suggestion.board.BoardColumn.Card;
import org.parvis.crm.text.LineBreaks;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.web.Hx;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The board of suggestions, one suggestion with its evidence, and the decisions taken there. */
@Controller
@RequestMapping("/crm/suggestions")
class SuggestionPageController {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final int CARDS = 12;
    private static final int ALL_CARDS = 200;
    private static final int EVIDENCE_SHOWN = 200;

    private final Suggestions suggestions;
    private final SuggestionActs acts;
    private final FeedbackLoop loop;
    private final ProductLines lines;
    private final MemberDirectory members;
    private final Access access;
    private final RefusalWords refusals;
    private final MessageSource messages;
    private final Clock clock;

    SuggestionPageController(
            Suggestions suggestions,
            SuggestionActs acts,
            FeedbackLoop loop,
            ProductLines lines,
            MemberDirectory members,
            Access access,
            RefusalWords refusals,
            MessageSource messages,
            Clock clock) {
        this.suggestions = suggestions;
        this.acts = acts;
        this.loop = loop;
        this.lines = lines;
        this.members = members;
        this.access = access;
        this.refusals = refusals;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    String board(
            @RequestParam(defaultValue = "") List<String> line,
            @RequestParam(defaultValue = "false") boolean all,
            Hx hx,
            Actor actor,
            Model model) {
        access.requireAnywhere(Action.READ_SUGGESTIONS);
        fillBoard(line.stream().filter(id -> !id.isBlank()).toList(), all, actor, model);
        return hx.view("crm/suggestions", "board");
    }

    private void fillBoard(List<String> chosen, boolean all, Actor actor, Model model) {
        var scope = acts.scope();
        var now = clock.instant();
        var since = now.minus(YEAR);
        var visible = visibleLines(scope);
        var counts = suggestions.counts(scope, chosen, since);
        var own = new HashSet<String>();
        lines.managedBy(actor.id()).forEach(line -> own.add(line.id()));
        var columns = new ArrayList<BoardColumn>();
        for (var stage : Stage.values()) {
            var cards = suggestions.column(scope, chosen, stage, since, all ? ALL_CARDS : CARDS).stream()
                    .map(view -> new Card(view, isMine(view, own, actor)))
                    .toList();
            columns.add(new BoardColumn(stage, counts.getOrDefault(stage, 0), cards));
        }
        var before = loop.measure(scope, chosen, since.minus(YEAR), since).toDecision();
        model.addAttribute("columns", columns);
        model.addAttribute("isEmpty", counts.isEmpty());
        model.addAttribute("funnel", FunnelView.of(loop.measure(scope, chosen, since, now.plusSeconds(1)), before));
        model.addAttribute("lines", visible);
        model.addAttribute("chosen", Set.copyOf(chosen));
        model.addAttribute("chosenNames", names(visible, chosen));
        model.addAttribute("readsInbox", !access.brands(Action.READ_INBOX).ids().isEmpty());
        model.addAttribute(
                "mayManage", !access.brands(Action.MANAGE_PRODUCT_LINES).ids().isEmpty());
    }

    private boolean isMine(SuggestionView view, Set<String> own, Actor actor) {
        return own.contains(view.productLineId())
                && actor.may(Action.DECIDE_SUGGESTION, view.brandId(), clock.instant());
    }

    private List<ProductLines.Line> visibleLines(Scope scope) {
        return lines.list(access.brands(Action.READ_SUGGESTIONS), null).stream()
                .filter(line -> scope.contains(line.brandId(), line.id()))
                .toList();
    }

    private static List<String> names(List<ProductLines.Line> visible, List<String> chosen) {
        return visible.stream()
                .filter(line -> chosen.contains(line.id()))
                .map(ProductLines.Line::name)
                .toList();
    }

    @GetMapping("/{id}")
    String suggestion(@PathVariable String id, Hx hx, Model model) {
        fill(acts.read(id), model);
        return hx.view("crm/suggestion", "detail");
    }

    private void fill(SuggestionView view, Model model) {
        var evidence = suggestions.evidence(view.id(), EVIDENCE_SHOWN);
        var involved = new HashSet<String>();
        involved.add(view.raisedBy());
        if (view.decidedBy() != null) {
            involved.add(view.decidedBy());
        }
        evidence.forEach(each -> involved.add(each.addedBy()));
        var line = lines.find(view.productLineId());
        line.ifPresent(found -> involved.addAll(found.managers()));
        var names = members.names(involved);
        model.addAttribute("s", view);
        model.addAttribute("evidence", evidence);
        model.addAttribute("names", names);
        model.addAttribute(
                "managers",
                line.map(ProductLines.Line::managers).orElse(List.of()).stream()
                        .map(member -> names.getOrDefault(member, member))
                        .toList());
        model.addAttribute("decides", acts.decides(view));
        model.addAttribute("readsInbox", access.may(Action.READ_INBOX, view.brandId()));
        model.addAttribute(
                "readsAudit",
                access.may(Action.READ_AUDIT, view.brandId()) || access.may(Action.READ_RECORD, view.brandId()));
    }

    /** What a decision needs, in the dialog of the board. */
    @GetMapping("/{id}/decide")
    String decideForm(@PathVariable String id, Hx hx, Model model) {
        fill(acts.read(id), model);
        return hx.wantsFragment() ? "crm/suggestion :: deciding(onBoard=true)" : "crm/suggestion";
    }

    @PostMapping("/{id}/decide")
    ModelAndView decide(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable Long version,
            @RequestParam(defaultValue = "false") boolean onBoard,
            Hx hx,
            Actor actor,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        try {
            acts.decide(id, chosen(decision), reason, version);
        } catch (RuntimeException e) {
            return again(id, e, new Typed("decide", decision, reason), hx, locale, model);
        }
        return done(id, "crm.done.decided", onBoard, hx, actor, locale, model, redirect);
    }

    @PostMapping("/{id}/ship")
    ModelAndView ship(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) @Nullable Long version,
            @RequestParam(defaultValue = "false") boolean onBoard,
            Hx hx,
            Actor actor,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        try {
            acts.ship(id, note, version);
        } catch (RuntimeException e) {
            return again(id, e, new Typed("ship", "", note), hx, locale, model);
        }
        return done(id, "crm.done.shipped", onBoard, hx, actor, locale, model, redirect);
    }

    private static Decision chosen(String decision) {
        return Stream.of(Decision.values())
                .filter(each -> each.name().equals(decision))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("decision", "decision-missing"));
    }

    /** What stood in a form that was refused. */
    record Typed(String act, String decision, String words) {

        Typed {
            words = LineBreaks.plain(words);
        }

        public boolean isOf(String form) {
            return act.equals(form);
        }
    }

    /** A whole page shows the suggestion as it is now, with what was typed; in a part of one the scripts keep it. */
    private ModelAndView again(String id, RuntimeException failure, Typed typed, Hx hx, Locale locale, Model model) {
        var problem = refusals.in(failure, locale)
                .filter(refused -> !hx.wantsFragment())
                .orElseThrow(() -> failure);
        fill(acts.read(id), model);
        model.addAttribute("typed", typed);
        model.addAttribute("problem", problem);
        return new ModelAndView("crm/suggestion", model.asMap(), HttpStatus.valueOf(problem.status()));
    }

    private ModelAndView done(
            String id,
            String words,
            boolean onBoard,
            Hx hx,
            Actor actor,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        if (!hx.wantsFragment()) {
            redirect.addFlashAttribute(
                    "pvDone", Objects.requireNonNull(messages.getMessage(words, null, words, locale)));
            return new ModelAndView("redirect:/crm/suggestions/" + id);
        }
        var view = acts.read(id);
        model.addAttribute("done", words);
        if (onBoard) {
            model.addAttribute("s", view);
            fillBoard(List.of(), false, actor, model);
            return new ModelAndView("crm/suggestions :: decided", model.asMap());
        }
        fill(view, model);
        return new ModelAndView("crm/suggestion :: acted", model.asMap());
    }

    /** The suggestions made in a conversation, for the panel beside it. */
    @GetMapping("/of")
    String of(@RequestParam String conversation, Model model) {
        var linked = suggestions.of(conversation, visibleTo());
        model.addAttribute("linked", linked);
        model.addAttribute("readable", acts.readable(linked));
        return "crm/suggest :: linked";
    }

    /** Who reads the inbox may see what became of a conversation, even without the board. */
    private Scope visibleTo() {
        return new Scope(
                new Brands(access.brands(Action.READ_INBOX).ids()), acts.scope().lines());
    }
}
