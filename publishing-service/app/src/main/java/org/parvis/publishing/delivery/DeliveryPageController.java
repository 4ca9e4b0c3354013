package org.parvis.publishing.delivery;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.privacy.Erased;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.channel.ChannelList;
import org.parvis.publishing.channel.ChannelView;
import org.parvis.publishing.channel.Sight;
import org.parvis.publishing.web.PageProblem;
import org.parvis.publishing.web.PageWords;
import org.parvis.web.Hx;
import org.parvis.web.view.Tab;
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

/** Deliveries for people: what needs somebody, what is on its way, what is live; and each with what is known about it. */
@Controller
@RequestMapping("/publishing/deliveries")
class DeliveryPageController {

    private static final int EXCERPT = 140;

    /** Many attempts, each with a reason, are more than a page. */
    private static final int MOST_LINES = 200;

    private final DeliveryDesk desk;
    private final DeliveryList list;
    private final Deliveries deliveries;
    private final ChannelList channels;
    private final BrandDirectory brands;
    private final MemberDirectory members;
    private final Access access;
    private final PageWords words;
    private final DeliveryRules rules;
    private final Clock clock;

    DeliveryPageController(
            DeliveryDesk desk,
            DeliveryList list,
            Deliveries deliveries,
            ChannelList channels,
            BrandDirectory brands,
            MemberDirectory members,
            Access access,
            PageWords words,
            DeliveryRules rules,
            Clock clock) {
        this.desk = desk;
        this.list = list;
        this.deliveries = deliveries;
        this.channels = channels;
        this.brands = brands;
        this.members = members;
        this.access = access;
        this.words = words;
        this.rules = rules;
        this.clock = clock;
    }

    @GetMapping
    String deliveries(
            @RequestParam(defaultValue = "ATTENTION") DeliveryList.View view,
            PageRequest page,
            Hx hx,
            Model model,
            Locale locale) {
        Sight.requireAnywhere(access, Action.READ_INBOX, Action.MANAGE_CHANNELS);
        var sight = access.scope(Action.READ_INBOX, Action.MANAGE_CHANNELS);
        var found = list.list(sight, view, page);
        model.addAttribute("view", view);
        model.addAttribute(
                "tabs",
                List.of(
                        tab(DeliveryList.View.ATTENTION, view, list.count(sight, DeliveryList.View.ATTENTION), locale),
                        tab(DeliveryList.View.BY_HAND, view, list.count(sight, DeliveryList.View.BY_HAND), locale),
                        tab(DeliveryList.View.LEAVING, view, list.count(sight, DeliveryList.View.LEAVING), locale),
                        tab(DeliveryList.View.SENT, view, null, locale),
                        tab(DeliveryList.View.ALL, view, null, locale)));
        model.addAttribute("rows", rows(found.items()));
        model.addAttribute(
                "next", found.next() == null ? null : "/publishing/deliveries?view=" + view + "&after=" + found.next());
        return hx.view("publishing/deliveries", "rows");
    }

    private Tab tab(DeliveryList.View of, DeliveryList.View current, @Nullable Long count, Locale locale) {
        return new Tab(
                "/publishing/deliveries?view=" + of,
                words.text(locale, "publishing.deliveries." + of),
                count,
                of == current);
    }

    private List<DeliveryRow> rows(List<DeliveryItem> items) {
        var named = channels.byId(
                items.stream().map(DeliveryItem::channelId).distinct().toList());
        var readable = access.scope(Action.READ_INBOX, Action.DRAFT);
        var rows = new ArrayList<DeliveryRow>();
        for (var item : items) {
            var channel = named.get(item.channelId());
            rows.add(new DeliveryRow(
                    item,
                    channel == null ? item.channelId() : channel.name(),
                    brands.name(item.brandId()),
                    readable.covers(item.brandId(), item.channelId()) ? excerpt(item.deliveryId()) : "",
                    DeliveryRow.look(item),
                    item.sentAt() == null ? item.notBefore() : item.sentAt()));
        }
        return rows;
    }

    private String excerpt(String deliveryId) {
        return deliveries
                .find(deliveryId)
                .map(delivery -> delivery.intent() == null || delivery.isOpenByHand()
                        ? ""
                        : delivery.intended().text())
                .filter(text -> !Erased.is(text))
                .map(text -> text.substring(0, Math.min(EXCERPT, text.length())))
                .orElse("");
    }

    @GetMapping("/{id}")
    String delivery(@PathVariable String id, Actor actor, Model model, Locale locale) {
        fill(id, actor, "", null, model, locale);
        return "publishing/delivery";
    }

    /** @param typed what stood in the form that was not taken */
    private void fill(String id, Actor actor, String typed, @Nullable PageProblem problem, Model model, Locale locale) {
        var delivery = desk.read(id);
        var intent = delivery.intent();
        var mayRead = access.scope(Action.READ_INBOX, Action.DRAFT)
                .covers(delivery.brandId(), intent == null ? null : intent.channelId());
        var latest = deliveries.latest(id, MOST_LINES);
        model.addAttribute("earlier", !latest.isEmpty() && latest.getFirst().sequence() > 0);
        var lines = latest.stream()
                .map(DeliveryLine::of)
                .map(line -> line.inWords(cause -> words.cause(locale, cause)))
                .toList();
        model.addAttribute("d", delivery);
        model.addAttribute("look", look(delivery));
        model.addAttribute("lines", lines);
        model.addAttribute("names", names(lines, delivery.proposerId()));
        model.addAttribute("brandName", brands.name(delivery.brandId()));
        var channel = intent == null
                ? null
                : channels.byId(List.of(intent.channelId())).get(intent.channelId());
        model.addAttribute("channelName", channel != null ? channel.name() : intent == null ? "" : intent.channelId());
        var hasIt = actor.id().equals(delivery.takenBy());
        var mayReadNow = mayRead && (hasIt || !delivery.isOpenByHand());
        model.addAttribute("text", intent == null || !mayReadNow || Erased.is(intent.text()) ? null : intent.text());
        model.addAttribute("hasIt", hasIt);
        model.addAttribute("byHand", delivery.isByHand());
        model.addAttribute("isDue", intent != null && !clock.instant().isBefore(intent.notBefore()));
        model.addAttribute(
                "takenUntil",
                delivery.takenBy() == null ? null : delivery.attemptStartedAt().plus(rules.handLimit()));
        model.addAttribute("takerName", members.name(delivery.takenBy()));
        model.addAttribute("where", intent != null ? where(intent, channel) : List.of());
        model.addAttribute("mayHold", may(actor, Action.HOLD, delivery));
        model.addAttribute("mayGiveUp", desk.mayGiveUp(delivery));
        model.addAttribute(
                "mayAgree",
                may(actor, Action.SEND_AGAIN, delivery) && !actor.id().equals(delivery.proposerId()));
        model.addAttribute("isProposer", actor.id().equals(delivery.proposerId()));
        model.addAttribute("proposerName", members.name(delivery.proposerId()));
        model.addAttribute("typed", typed);
        model.addAttribute("problem", problem);
    }

    /** As the desk decides it: a right may be for one channel only. */
    private boolean may(Actor actor, Action action, DeliveryView delivery) {
        var intent = delivery.intent();
        var channelId = intent == null ? null : intent.channelId();
        return actor.decide(action, delivery.brandId(), channelId, clock.instant())
                .allowed();
    }

    private static String look(DeliveryView delivery) {
        return delivery.held() && delivery.phase() != DeliveryPhase.UNKNOWN
                ? "HELD"
                : delivery.phase().name();
    }

    /** The pages somebody should open who posts it or looks for it: the one it answers, and the channel's own. */
    private static List<String> where(DeliveryIntended intent, @Nullable ChannelView channel) {
        return Stream.of(
                        intent.parentRemoteId(),
                        channel == null ? null : channel.settings().get("url"),
                        channel == null ? null : channel.settings().get("server"),
                        channel == null ? null : channel.settings().get("web"))
                .filter(Objects::nonNull)
                .filter(place -> place.startsWith("https://") || place.startsWith("http://"))
                .toList();
    }

    private Map<String, String> names(List<DeliveryLine> lines, @Nullable String proposerId) {
        return members.names(lines.stream()
                .map(DeliveryLine::by)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.toList()));
    }

    @PostMapping("/{id}/resume")
    ModelAndView resume(@PathVariable String id, Actor actor, Model model, RedirectAttributes flash, Locale locale) {
        return act(id, () -> desk.resume(id), "resumed", "", actor, model, flash, locale);
    }

    @PostMapping("/{id}/live")
    ModelAndView confirmLive(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String permalink,
            Actor actor,
            Model model,
            RedirectAttributes flash,
            Locale locale) {
        return act(id, () -> desk.confirmLive(id, permalink), "live", permalink, actor, model, flash, locale);
    }

    @PostMapping("/{id}/take")
    ModelAndView take(@PathVariable String id, Actor actor, Model model, RedirectAttributes flash, Locale locale) {
        return act(id, () -> desk.take(id), "taken", "", actor, model, flash, locale);
    }

    @PostMapping("/{id}/posted")
    ModelAndView reportPosted(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String permalink,
            Actor actor,
            Model model,
            RedirectAttributes flash,
            Locale locale) {
        return act(id, () -> desk.reportPosted(id, permalink), "posted", permalink, actor, model, flash, locale);
    }

    @PostMapping("/{id}/not-posted")
    ModelAndView reportNotPosted(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model,
            RedirectAttributes flash,
            Locale locale) {
        return act(id, () -> desk.reportNotPosted(id, reason), "notPosted", reason, actor, model, flash, locale);
    }

    @PostMapping("/{id}/send-again")
    ModelAndView proposeSendAgain(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model,
            RedirectAttributes flash,
            Locale locale) {
        return act(id, () -> desk.proposeSendAgain(id, reason), "proposed", reason, actor, model, flash, locale);
    }

    @PostMapping("/{id}/agree")
    ModelAndView agree(@PathVariable String id, Actor actor, Model model, RedirectAttributes flash, Locale locale) {
        return act(id, () -> desk.agreeSendAgain(id), "agreed", "", actor, model, flash, locale);
    }

    @PostMapping("/{id}/give-up")
    ModelAndView giveUp(@PathVariable String id, Actor actor, Model model, RedirectAttributes flash, Locale locale) {
        return act(id, () -> desk.giveUp(id), "givenUp", "", actor, model, flash, locale);
    }

    private ModelAndView act(
            String id,
            Runnable act,
            String done,
            String typed,
            Actor actor,
            Model model,
            RedirectAttributes flash,
            Locale locale) {
        try {
            act.run();
        } catch (RuntimeException e) {
            var problem = words.of(e, locale).orElseThrow(() -> e);
            model.addAttribute("tried", done);
            fill(id, actor, typed, problem, model, locale);
            return new ModelAndView("publishing/delivery", model.asMap(), HttpStatus.valueOf(problem.status()));
        }
        flash.addFlashAttribute("pvDone", words.text(locale, "publishing.delivery.done." + done));
        return new ModelAndView("redirect:/publishing/deliveries/" + id);
    }
}
