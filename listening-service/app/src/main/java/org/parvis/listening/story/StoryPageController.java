package org.parvis.listening.story;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.parvis.listening.mention.MentionFilter;
import org.parvis.listening.mention.RoomAddress;
import org.parvis.listening.mention.RoomChoices;
import org.parvis.web.Hx;
import org.parvis.web.view.Option;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The listening room read by story, and the page of one story: who told it when, and what people make of it. */
@Controller
class StoryPageController {

    private static final Duration COUNTED = Duration.ofDays(30);
    private static final int OFFERED = 50;
    private static final int LONGEST_NAME = 80;

    private final Stories stories;
    private final StoryDesk desk;
    private final RoomChoices choices;
    private final Access access;
    private final Clock clock;
    private final MessageSource messages;

    StoryPageController(
            Stories stories, StoryDesk desk, RoomChoices choices, Access access, Clock clock, MessageSource messages) {
        this.stories = stories;
        this.desk = desk;
        this.choices = choices;
        this.access = access;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/listening/stories")
    String room(
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String intent,
            @RequestParam(required = false) @Nullable String tone,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "false") boolean retold,
            PageRequest page,
            Hx hx,
            Locale locale,
            Model model) {
        access.requireAnywhere(Action.READ_MENTIONS);
        var filter = MentionFilter.of(null, topic, intent, tone, q, false);
        var brands = access.brands(Action.READ_MENTIONS);
        var found = stories.list(brands, filter, retold ? 2 : 1, page);
        var address = RoomAddress.stories(filter, retold);
        model.addAttribute("filter", filter);
        model.addAttribute("retold", retold);
        model.addAttribute("rows", found.items());
        model.addAttribute("next", found.next() == null ? null : address + "&after=" + found.next());
        model.addAttribute("refresh", address);
        if (!hx.wantsFragment()) {
            model.addAttribute("tabs", RoomAddress.tabs(filter, true, messages, locale));
            model.addAttribute(
                    "days", stories.days(brands, filter, clock.instant().minus(COUNTED), clock.instant()));
            model.addAttribute("choices", choices.of(brands, locale));
        }
        return hx.view("listening/stories", "rows");
    }

    @GetMapping("/listening/stories/{id}")
    String one(@PathVariable String id, PageRequest page, Hx hx, Model model) {
        var story = desk.require(id, Action.READ_MENTIONS);
        var members = stories.members(story.id(), page);
        model.addAttribute("s", story);
        model.addAttribute("members", members.items());
        model.addAttribute(
                "next",
                members.next() == null ? null : "/listening/stories/" + story.id() + "?after=" + members.next());
        model.addAttribute("mayDecide", desk.mayDecide(story.brand()));
        model.addAttribute("merged", stories.merged(story.id()));
        model.addAttribute("others", others(story));
        return hx.view("listening/story", "members");
    }

    /** The newest stories of the brand, to choose what this one is. */
    private List<Option> others(Stories.Item story) {
        var none = MentionFilter.of(story.brand(), null, null, null, null, false);
        return stories.list(new Brands(Set.of(story.brand())), none, 1, new PageRequest(OFFERED, null)).items().stream()
                .filter(other -> !other.id().equals(story.id()))
                .map(other -> new Option(other.id(), name(other)))
                .toList();
    }

    private static String name(Stories.Item story) {
        var words = story.title() == null ? story.text().replace('\n', ' ') : story.title();
        return words.length() <= LONGEST_NAME ? words : words.substring(0, LONGEST_NAME - 1) + "…";
    }

    /** What a mention's page says of its story. */
    @GetMapping("/listening/mentions/{id}/story")
    String ofMention(@PathVariable String id, Model model) {
        var story = desk.requireOfMention(id, Action.READ_MENTIONS);
        model.addAttribute("mentionId", id);
        model.addAttribute("s", story);
        model.addAttribute("mayDecide", desk.mayDecide(story.brand()));
        return "listening/story :: of-mention";
    }

    @PostMapping("/listening/mentions/{id}/story")
    String takeOut(@PathVariable String id, Locale locale, RedirectAttributes flash) {
        var before = desk.requireOfMention(id, Action.CORRECT_MENTION);
        desk.place(id, null);
        flash.addFlashAttribute("pvDone", messages.getMessage("listening.story.takenOut", null, locale));
        return "redirect:/listening/stories/" + before.id();
    }

    @PostMapping("/listening/stories/{id}/merge")
    String merge(@PathVariable String id, @RequestParam String into, Locale locale, RedirectAttributes flash) {
        try {
            var merged = desk.merge(id, into);
            flash.addFlashAttribute("pvDone", messages.getMessage("listening.story.mergedDone", null, locale));
            return "redirect:/listening/stories/" + merged.id();
        } catch (InvalidInput invalid) {
            flash.addFlashAttribute(
                    "pvDone",
                    messages.getMessage(
                            "invalid." + invalid.code(), invalid.arguments().toArray(), locale));
            return "redirect:/listening/stories/" + id;
        }
    }

    @PostMapping("/listening/stories/{id}/part")
    String part(@PathVariable String id, Locale locale, RedirectAttributes flash) {
        desk.part(id);
        flash.addFlashAttribute("pvDone", messages.getMessage("listening.story.partedDone", null, locale));
        return "redirect:/listening/stories/" + id;
    }
}
