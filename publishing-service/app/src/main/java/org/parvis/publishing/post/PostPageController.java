package org.parvis.publishing.post;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.Ids;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Urgent;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.api.PostKind;
import org.parvis.publishing.channel.ChannelList;
import org.parvis.publishing.channel.ChannelView;
import org.parvis.publishing.channel.Sight;
import org.parvis.publishing.network.TextLimit;
import org.parvis.publishing.web.PageProblem;
import org.parvis.publishing.web.PageWords;
import org.parvis.web.view.Option;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Posts for people: the calendar, and each post with its variants. */
@Controller
@RequestMapping("/publishing/posts")
class PostPageController {

    private static final Duration BALANCE_OVER = Duration.ofDays(28);
    private static final int UNPLANNED = 20;

    private final PostDesk desk;
    private final PostList list;
    private final ChannelList channels;
    private final StopsShown stops;
    private final BrandDirectory brands;
    private final MemberDirectory members;
    private final Access access;
    private final PageWords words;
    private final Clock clock;

    PostPageController(
            PostDesk desk,
            PostList list,
            ChannelList channels,
            StopsShown stops,
            BrandDirectory brands,
            MemberDirectory members,
            Access access,
            PageWords words,
            Clock clock) {
        this.desk = desk;
        this.list = list;
        this.channels = channels;
        this.stops = stops;
        this.brands = brands;
        this.members = members;
        this.access = access;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    String calendar(@RequestParam(defaultValue = "") String week, Actor actor, Model model, Locale locale) {
        Sight.requireAnywhere(access, Action.DRAFT);
        var sight = access.scope(Action.DRAFT);
        var now = clock.instant();
        var today = now.atZone(actor.zone()).toLocalDate();
        var day = day(week, today);
        var all = channels.list(sight, new PageRequest(PageRequest.MAX, null)).items();
        var monday = day.minusDays(day.getDayOfWeek().getValue() - 1L);
        var span = list.between(sight, Week.from(monday), Week.to(monday));
        var shown = Week.of(day, today, all, span.items(), now, locale);
        model.addAttribute("isWhole", span.isWhole());
        model.addAttribute("week", shown);
        model.addAttribute("range", shown.range(locale));
        model.addAttribute("before", "/publishing/posts?week=" + shown.monday().minusWeeks(1));
        model.addAttribute("after", "/publishing/posts?week=" + shown.monday().plusWeeks(1));
        model.addAttribute("unplanned", list.withoutSlot(sight, UNPLANNED));
        model.addAttribute("missed", list.missed(sight, UNPLANNED));
        model.addAttribute("balance", Balance.of(list.balance(sight, now.minus(BALANCE_OVER))));
        model.addAttribute("stops", stops.inForce(sight));
        // Who may write may at least stop what they wrote themselves.
        model.addAttribute("mayStop", true);
        return "publishing/posts";
    }

    /** A day near enough that the weeks beside it exist too. */
    private static LocalDate day(String text, LocalDate otherwise) {
        try {
            var day = text.isBlank() ? otherwise : LocalDate.parse(text);
            return day.getYear() > 1 && day.getYear() < 9999 ? day : otherwise;
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    @GetMapping("/new")
    String add(@RequestParam(defaultValue = "") String brand, Actor actor, Model model, Locale locale) {
        Sight.requireAnywhere(access, Action.DRAFT);
        var options = writable();
        var chosen = brand.isBlank() && !options.isEmpty() ? options.getFirst().value() : brand;
        if (!chosen.isBlank()) {
            access.requireSomewhere(Action.DRAFT, chosen, "brand:" + chosen);
        }
        Map<String, String> values = new HashMap<>();
        values.put("zone", actor.zone().getId());
        values.put("kind", PostKind.ADVICE.name());
        form(model, Ids.next(), chosen, null, values, null, actor, locale);
        return "publishing/post";
    }

    @GetMapping("/{id}")
    String post(@PathVariable String id, Actor actor, Model model, Locale locale) {
        desk.require(id, Action.DRAFT);
        var post = desk.read(id);
        form(model, id, post.brand(), post, values(post), null, actor, locale);
        return "publishing/post";
    }

    @PostMapping("/{id}")
    ModelAndView save(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Model model,
            RedirectAttributes flash,
            Locale locale) {
        var values = fields.toSingleValueMap();
        var wantsApproval = "submit".equals(values.get("action"));
        try {
            desk.write(id, read(values), revision(values.getOrDefault("revision", "")));
            if (wantsApproval) {
                desk.submit(id);
            }
        } catch (RuntimeException e) {
            return again(id, e, values, actor, model, locale);
        }
        flash.addFlashAttribute(
                "pvDone", words.text(locale, wantsApproval ? "publishing.post.submitted" : "publishing.post.saved"));
        return new ModelAndView("redirect:/publishing/posts/" + id);
    }

    @Urgent
    @PostMapping("/{id}/hold")
    ModelAndView hold(@PathVariable String id, Actor actor, Model model, RedirectAttributes flash, Locale locale) {
        return act(id, () -> desk.hold(id, actor), "publishing.post.held", actor, model, flash, locale);
    }

    @PostMapping("/{id}/cancel")
    ModelAndView cancel(@PathVariable String id, Actor actor, Model model, RedirectAttributes flash, Locale locale) {
        return act(id, () -> desk.cancel(id, "", actor), "publishing.post.cancelled", actor, model, flash, locale);
    }

    @PostMapping("/{id}/publish-now")
    ModelAndView publishNow(
            @PathVariable String id, Actor actor, Model model, RedirectAttributes flash, Locale locale) {
        return act(id, () -> desk.publishNow(id), "publishing.post.publishedNow", actor, model, flash, locale);
    }

    private ModelAndView act(
            String id, Runnable act, String done, Actor actor, Model model, RedirectAttributes flash, Locale locale) {
        try {
            act.run();
        } catch (RuntimeException e) {
            return again(id, e, values(desk.read(id)), actor, model, locale);
        }
        flash.addFlashAttribute("pvDone", words.text(locale, done));
        return new ModelAndView("redirect:/publishing/posts/" + id);
    }

    private ModelAndView again(
            String id, RuntimeException failure, Map<String, String> values, Actor actor, Model model, Locale locale) {
        var problem = words.of(failure, locale).orElseThrow(() -> failure);
        PostAnswer post;
        try {
            post = desk.read(id);
        } catch (NotFound unknown) {
            // Refused before it was ever kept.
            post = null;
        }
        var brand = post == null ? values.getOrDefault("brand", "") : post.brand();
        form(model, id, brand, post, values, problem, actor, locale);
        return new ModelAndView("publishing/post", model.asMap(), HttpStatus.valueOf(problem.status()));
    }

    private List<Option> writable() {
        return brands.options(access.scope(Action.DRAFT).touched());
    }

    /** The text for one channel, as the form shows it. */
    record VariantField(
            ChannelView channel, String text, String language, int limit, PostAnswer.@Nullable VariantAnswer variant) {}

    private void form(
            Model model,
            String id,
            String brandId,
            @Nullable PostAnswer post,
            Map<String, String> values,
            @Nullable PageProblem problem,
            Actor actor,
            Locale locale) {
        var variants = new ArrayList<VariantField>();
        for (var channel : shownChannels(brandId, post)) {
            variants.add(new VariantField(
                    channel,
                    values.getOrDefault("text." + channel.channelId(), ""),
                    values.getOrDefault("language." + channel.channelId(), ""),
                    TextLimit.of(channel.network()).max(),
                    post == null ? null : variant(post, channel.channelId())));
        }
        var mayHold = post == null
                ? access.maySomewhere(Action.HOLD, brandId)
                : post.variants().stream()
                        .allMatch(variant -> access.scope(Action.HOLD).covers(brandId, variant.channel()));
        model.addAttribute("id", id);
        model.addAttribute("post", post);
        model.addAttribute("brand", brandId);
        model.addAttribute("brandName", brandId.isBlank() ? "" : brands.name(brandId));
        model.addAttribute("brands", writable());
        model.addAttribute("variants", variants);
        model.addAttribute("values", values);
        model.addAttribute("problem", problem);
        model.addAttribute("overall", problem == null || isShownAtAField(problem) ? null : problem);
        model.addAttribute("kinds", kinds(locale));
        model.addAttribute("authorName", post == null ? "" : members.name(post.author()));
        model.addAttribute("mayHold", mayHold);
        model.addAttribute(
                "mayTakeBack", mayHold || (post != null && post.author().equals(actor.id())));
        model.addAttribute("returned", post == null || post.state() != PostState.DRAFT ? null : returned(id));
        model.addAttribute("editable", post == null || isEditable(post.state()));
        model.addAttribute("slotAt", post == null || post.slot() == null ? null : SlotTime.of(post.slot()));
    }

    private @Nullable String returned(String postId) {
        return desk.returnedBecause(postId).orElse(null);
    }

    /** Those in service, and those that are not any more and for which a text was written: it must not vanish with the next save. */
    private List<ChannelView> shownChannels(String brandId, @Nullable PostAnswer post) {
        if (brandId.isBlank()) {
            return List.of();
        }
        var sight = access.scope(Action.DRAFT);
        var shown = channels.usable(brandId).stream()
                .filter(channel -> sight.covers(brandId, channel.channelId()))
                .collect(Collectors.toCollection(ArrayList::new));
        if (post != null) {
            var usable = shown.stream().map(ChannelView::channelId).toList();
            var others = post.variants().stream()
                    .map(PostAnswer.VariantAnswer::channel)
                    .filter(channelId -> !usable.contains(channelId))
                    .toList();
            channels.byId(others).values().stream()
                    .sorted(Comparator.comparing(ChannelView::name))
                    .forEach(shown::add);
        }
        return shown;
    }

    private static boolean isShownAtAField(PageProblem problem) {
        return problem.field() != null && List.of("title", "kind", "slot").contains(problem.field());
    }

    private static boolean isEditable(PostState state) {
        return switch (state) {
            case DRAFT, SUBMITTED, WAITING_APPROVAL, MISSED -> true;
            case RELEASED, ATTEMPTED, CONFIRMED, CONFIRMED_IN_PART, REJECTED, UNKNOWN, PARKED, CANCELLED -> false;
        };
    }

    private static PostAnswer.@Nullable VariantAnswer variant(PostAnswer post, String channelId) {
        return post.variants().stream()
                .filter(variant -> variant.channel().equals(channelId))
                .findFirst()
                .orElse(null);
    }

    private List<Option> kinds(Locale locale) {
        return List.of(PostKind.values()).stream()
                .map(kind -> new Option(kind.name(), words.text(locale, "publishing.kind." + kind)))
                .toList();
    }

    private static Map<String, String> values(PostAnswer post) {
        Map<String, String> values = new HashMap<>();
        values.put("brand", post.brand());
        values.put("title", post.title());
        values.put("kind", post.kind().name());
        if (post.slot() != null) {
            values.put("local", post.slot().local());
            values.put("zone", post.slot().zone());
        }
        for (var variant : post.variants()) {
            values.put("text." + variant.channel(), variant.text());
            values.put("language." + variant.channel(), variant.language());
        }
        return values;
    }

    /** One nobody ever saw when the form names none that could be; null when it names none at all. */
    private static @Nullable Integer revision(String text) {
        try {
            return text.isBlank() ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static PostForm read(Map<String, String> values) {
        var variants = new ArrayList<PostForm.@Nullable VariantForm>();
        values.forEach((name, text) -> {
            if (name.startsWith("text.") && !text.isBlank()) {
                var channelId = name.substring("text.".length());
                variants.add(new PostForm.VariantForm(
                        channelId, values.getOrDefault("language." + channelId, ""), text, null));
            }
        });
        variants.sort(Comparator.comparing((PostForm.@Nullable VariantForm variant) ->
                String.valueOf(variant == null ? null : variant.channel())));
        return new PostForm(
                values.get("brand"),
                values.get("title"),
                values.get("kind"),
                variants,
                new PostForm.SlotForm(values.get("local"), values.get("zone")));
    }
}
