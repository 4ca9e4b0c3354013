package org.parvis.publishing.today;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.parvis.boot.Access;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.channel.ChannelList;
import org.parvis.publishing.channel.Outlooks;
import org.parvis.publishing.delivery.DeliveryItem;
import org.parvis.publishing.delivery.DeliveryList;
import org.parvis.publishing.delivery.DeliveryPhase;
import org.parvis.publishing.post.PostList;
import org.parvis.publishing.post.PostState;
import org.parvis.publishing.web.PageWords;
import org.parvis.web.view.DayLine;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Publishing's part of Today: what needs somebody, and the line of what goes out. */
@Controller
@RequestMapping("/publishing/today")
class TodayPageController {

    private static final int MOST = 6;

    private final DeliveryList deliveries;
    private final PostList posts;
    private final ChannelList channels;
    private final Outlooks outlooks;
    private final Access access;
    private final PageWords words;
    private final Clock clock;

    TodayPageController(
            DeliveryList deliveries,
            PostList posts,
            ChannelList channels,
            Outlooks outlooks,
            Access access,
            PageWords words,
            Clock clock) {
        this.deliveries = deliveries;
        this.posts = posts;
        this.channels = channels;
        this.outlooks = outlooks;
        this.access = access;
        this.words = words;
        this.clock = clock;
    }

    /** One thing that needs somebody. */
    record Row(String href, String icon, String tone, String subject, String detail, String where, String look) {}

    @GetMapping
    String today(Model model, Locale locale) {
        var sight = access.scope(Action.HOLD);
        var rows = new ArrayList<Row>();
        for (var missed : posts.missed(sight, MOST)) {
            rows.add(new Row(
                    "/publishing/posts/" + missed.postId(),
                    "clock-exclamation",
                    "c-warn",
                    missed.title(),
                    words.text(locale, "publishing.today.missed"),
                    "",
                    "HELD"));
        }
        for (var waiting : deliveries
                .list(sight, DeliveryList.View.BY_HAND, new PageRequest(MOST, null))
                .items()) {
            rows.add(new Row(
                    "/publishing/deliveries/" + waiting.deliveryId(),
                    "hand-click",
                    "c-accent",
                    words.text(locale, "publishing.outgoing." + waiting.outgoing()),
                    words.text(locale, "publishing.today.byHand"),
                    names(List.of(waiting)).getOrDefault(waiting.channelId(), waiting.channelId()),
                    waiting.state().name()));
        }
        var attention = deliveries.list(sight, DeliveryList.View.ATTENTION, new PageRequest(MOST, null));
        var names = names(attention.items());
        for (var item : attention.items()) {
            rows.add(row(item, names, locale));
        }
        model.addAttribute("needing", rows.subList(0, Math.min(MOST, rows.size())));
        model.addAttribute(
                "count",
                deliveries.count(sight, DeliveryList.View.ATTENTION)
                        + deliveries.count(sight, DeliveryList.View.BY_HAND)
                        + posts.missed(sight, 100).size());
        model.addAttribute(
                "channels",
                outlooks.warnings(access.scope(Action.MANAGE_CHANNELS, Action.HOLD), MOST).stream()
                        .map(warning -> new Warned(
                                "/publishing/channels/" + warning.channelId(), warning.name(), detail(warning, locale)))
                        .toList());
        return "publishing/today :: today";
    }

    /** A channel that soon cannot send. */
    record Warned(String href, String subject, String detail) {}

    private String detail(Outlooks.Warning warning, Locale locale) {
        var daysLeft = warning.daysLeft();
        return daysLeft != null && warning.missing().isEmpty()
                ? words.text(locale, "publishing.today.secretEnds", daysLeft)
                : words.text(locale, "publishing.today.notAllowed", String.join(", ", warning.missing()));
    }

    private Row row(DeliveryItem item, Map<String, String> names, Locale locale) {
        var isHeld = item.held() && item.state() == DeliveryPhase.READY;
        var look = isHeld ? "HELD" : item.state().name();
        return new Row(
                "/publishing/deliveries/" + item.deliveryId(),
                icon(look),
                look.equals("REJECTED") ? "c-danger" : "c-warn",
                words.text(locale, "publishing.outgoing." + item.outgoing()),
                words.text(locale, "publishing.today.state." + look),
                names.getOrDefault(item.channelId(), item.channelId()),
                look);
    }

    private static String icon(String look) {
        return switch (look) {
            case "HELD" -> "hand-stop";
            case "PARKED" -> "player-pause";
            case "REJECTED" -> "circle-x";
            default -> "help-octagon";
        };
    }

    private Map<String, String> names(List<DeliveryItem> items) {
        return channels
                .byId(items.stream().map(DeliveryItem::channelId).distinct().toList())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().name()));
    }

    @GetMapping("/line")
    String line(Actor actor, Model model, Locale locale) {
        var now = clock.instant();
        var day = now.atZone(actor.zone()).toLocalDate();
        model.addAttribute("line", DayLine.of(day, actor.zone(), now, items(day, actor, locale)));
        return "publishing/today :: line";
    }

    private List<DayLine.Item> items(LocalDate day, Actor actor, Locale locale) {
        var from = day.atStartOfDay(actor.zone()).toInstant();
        var to = day.plusDays(1).atStartOfDay(actor.zone()).toInstant();
        var found = posts.between(access.scope(Action.DRAFT), from, to).items();
        var names = channels.byId(
                found.stream().map(PostList.Item::channelId).distinct().toList());
        var items = new ArrayList<DayLine.Item>();
        for (var post : found) {
            var at = post.at();
            if (at == null || post.state() == PostState.CANCELLED) {
                continue;
            }
            var channel = names.get(post.channelId());
            items.add(new DayLine.Item(
                    at,
                    "/publishing/posts/" + post.postId(),
                    lineIcon(post),
                    needsSomebody(post) ? "c-warn" : "",
                    post.title(),
                    (channel == null ? post.channelId() : channel.name()) + " · "
                            + words.text(locale, "publishing.card." + word(post)),
                    null,
                    post.state() == PostState.CONFIRMED,
                    false));
        }
        return items;
    }

    private static boolean needsSomebody(PostList.Item post) {
        return post.held() || !post.state().isCalm();
    }

    private static String lineIcon(PostList.Item post) {
        return post.held()
                ? "hand-stop"
                : switch (post.state()) {
                    case CONFIRMED -> "checks";
                    case CONFIRMED_IN_PART -> "alert-triangle";
                    case DRAFT -> "circle-dashed";
                    case SUBMITTED, WAITING_APPROVAL -> "hourglass";
                    case MISSED -> "clock-exclamation";
                    case UNKNOWN, PARKED -> "help-octagon";
                    case REJECTED -> "circle-x";
                    case RELEASED, ATTEMPTED, CANCELLED -> "send";
                };
    }

    private static String word(PostList.Item post) {
        return post.held() ? "held" : post.state().word();
    }
}
