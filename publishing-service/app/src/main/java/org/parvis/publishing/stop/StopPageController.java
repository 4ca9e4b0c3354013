package org.parvis.publishing.stop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Scope;
import org.parvis.boot.Urgent;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.channel.ChannelList;
import org.parvis.publishing.channel.ChannelView;
import org.parvis.publishing.channel.Sight;
import org.parvis.publishing.delivery.DeliveryDesk;
import org.parvis.publishing.delivery.StopBoard;
import org.parvis.publishing.web.PageProblem;
import org.parvis.publishing.web.PageWords;
import org.parvis.web.view.Option;
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

/** Emergency stops for people: declare, see what is held, gone and in flight, lift, let go. */
@Controller
@RequestMapping("/publishing/stops")
class StopPageController {

    private static final int SHOWN = 30;
    private static final int OF_EACH = 20;
    private static final int LONGEST_REASON = 1_000;

    private final StopDesk desk;
    private final StopBoard board;
    private final OwnSends own;
    private final DeliveryDesk deliveries;
    private final ChannelList channels;
    private final BrandDirectory brands;
    private final MemberDirectory members;
    private final Access access;
    private final PageWords words;

    StopPageController(
            StopDesk desk,
            StopBoard board,
            OwnSends own,
            DeliveryDesk deliveries,
            ChannelList channels,
            BrandDirectory brands,
            MemberDirectory members,
            Access access,
            PageWords words) {
        this.desk = desk;
        this.board = board;
        this.own = own;
        this.deliveries = deliveries;
        this.channels = channels;
        this.brands = brands;
        this.members = members;
        this.access = access;
        this.words = words;
    }

    /** A stop on its page. */
    record Row(
            StopBoard.StopItem stop,
            String brandName,
            @Nullable String channelName,
            String declaredBy,
            String liftedBy,
            StopBoard.Effect effect,
            long waiting,
            boolean mayLift,
            boolean mayRelease) {}

    @GetMapping
    String stops(PageRequest page, Actor actor, Model model) {
        Sight.requireAnywhere(access, Action.STOP, Action.DRAFT);
        fill(actor, page.after(), model, Map.of(), null);
        return "publishing/stops";
    }

    private void fill(
            Actor actor,
            @Nullable String after,
            Model model,
            Map<String, String> values,
            @Nullable PageProblem problem) {
        var sight = access.scope(Action.STOP);
        var found = board.list(sight, new PageRequest(SHOWN, after));
        model.addAttribute("next", found.next() == null ? null : "/publishing/stops?after=" + found.next());
        var rows = found.items().stream().map(stop -> row(stop, sight)).toList();
        model.addAttribute(
                "inForce", rows.stream().filter(row -> row.stop().inForce()).toList());
        model.addAttribute(
                "waiting",
                rows.stream()
                        .filter(row -> !row.stop().inForce() && row.waiting() > 0)
                        .toList());
        model.addAttribute(
                "past",
                rows.stream()
                        .filter(row -> !row.stop().inForce() && row.waiting() == 0)
                        .toList());
        model.addAttribute("brands", brands.options(access.brands(Action.STOP)));
        var scopes = new ArrayList<Option>();
        for (var channel :
                channels.list(sight, new PageRequest(PageRequest.MAX, null)).items()) {
            scopes.add(new Option(channel.channelId(), channel.name() + " · " + brands.name(channel.brandId())));
        }
        model.addAttribute("channels", scopes);
        model.addAttribute("mayStop", !sight.isEmpty());
        model.addAttribute("mayWrite", !access.scope(Action.DRAFT).isEmpty());
        model.addAttribute("own", own.count(actor));
        model.addAttribute("values", values);
        model.addAttribute("problem", problem);
    }

    private Row row(StopBoard.StopItem stop, Scope sight) {
        var channelId = stop.channelId();
        ChannelView channel =
                channelId == null ? null : channels.byId(List.of(channelId)).get(channelId);
        var mayLift = access.scope(Action.LIFT_STOP).covers(stop.brandId(), channelId);
        return new Row(
                stop,
                brands.name(stop.brandId()),
                channel == null ? channelId : channel.name(),
                members.name(stop.declaredBy()),
                members.name(stop.liftedBy()),
                board.effect(stop.stopId(), sight, OF_EACH),
                board.waiting(stop.stopId(), sight, 1).count(),
                mayLift,
                mayLift && access.scope(Action.HOLD).covers(stop.brandId(), channelId));
    }

    @Urgent
    @PostMapping
    ModelAndView declare(
            @RequestParam(defaultValue = "") String brand,
            @RequestParam(defaultValue = "") String channel,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model,
            RedirectAttributes flash,
            Locale locale) {
        try {
            if (reason.length() > LONGEST_REASON) {
                throw new InvalidInput("reason", "too-long", LONGEST_REASON);
            }
            desk.declare(null, brandOf(brand, channel), channel.isBlank() ? null : channel, reason.strip());
        } catch (RuntimeException e) {
            var problem = words.of(e, locale).orElseThrow(() -> e);
            fill(actor, null, model, Map.of("brand", brand, "channel", channel, "reason", reason), problem);
            return new ModelAndView("publishing/stops", model.asMap(), HttpStatus.valueOf(problem.status()));
        }
        flash.addFlashAttribute("pvDone", words.text(locale, "publishing.stop.declared"));
        return new ModelAndView("redirect:/publishing/stops");
    }

    /** Takes back all that the reader wrote and that has not begun to leave. */
    @Urgent
    @PostMapping("/own")
    ModelAndView takeBack(Actor actor, RedirectAttributes flash, Locale locale) {
        var done = own.takeBack(actor);
        flash.addFlashAttribute(
                "pvDone",
                words.text(
                        locale,
                        "publishing.stop.tookBack",
                        done.takenBack().size(),
                        done.tooLate().size()));
        return new ModelAndView("redirect:/publishing/stops");
    }

    /** A channel belongs to one brand, so naming the channel is enough. */
    private String brandOf(String brand, String channel) {
        if (channel.isBlank()) {
            if (brand.isBlank()) {
                throw new InvalidInput("brand", "missing");
            }
            return brand;
        }
        var known = channels.byId(List.of(channel)).get(channel);
        return known == null ? brand : known.brandId();
    }

    @PostMapping("/{id}/lift")
    ModelAndView lift(@PathVariable String id, RedirectAttributes flash, Locale locale) {
        desk.lift(id);
        flash.addFlashAttribute("pvDone", words.text(locale, "publishing.stop.lifted"));
        return new ModelAndView("redirect:/publishing/stops");
    }

    /** Lets everything go that a lifted stop held. */
    @PostMapping("/{id}/resume")
    ModelAndView resumeAll(@PathVariable String id, RedirectAttributes flash, Locale locale) {
        flash.addFlashAttribute("pvDone", words.text(locale, "publishing.stop.resumed", desk.letGo(id, deliveries)));
        return new ModelAndView("redirect:/publishing/stops");
    }
}
