package org.parvis.listening.mention;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.classification.Classification;
import org.parvis.listening.mention.MentionCommand.ConfirmReading;
import org.parvis.listening.topic.Topics;
import org.parvis.web.Hx;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The listening room: what is said, newest first, with why it is here and how it was read; and a person's correction. */
@Controller
class ListeningRoomPageController {

    private final Mentions mentions;
    private final Topics topics;
    private final RoomChoices choices;
    private final Commands commands;
    private final Access access;
    private final MessageSource messages;

    ListeningRoomPageController(
            Mentions mentions,
            Topics topics,
            RoomChoices choices,
            Commands commands,
            Access access,
            MessageSource messages) {
        this.mentions = mentions;
        this.topics = topics;
        this.choices = choices;
        this.commands = commands;
        this.access = access;
        this.messages = messages;
    }

    @GetMapping("/listening/mentions")
    String room(
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String intent,
            @RequestParam(required = false) @Nullable String tone,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "false") boolean unsure,
            PageRequest page,
            Hx hx,
            Locale locale,
            Model model) {
        access.requireAnywhere(Action.READ_MENTIONS);
        var filter = MentionFilter.of(null, topic, intent, tone, q, unsure);
        var brands = access.brands(Action.READ_MENTIONS);
        var found = mentions.list(brands, filter, page);
        model.addAttribute("filter", filter);
        var correctable = access.brands(Action.CORRECT_MENTION);
        model.addAttribute("correctable", correctable);
        model.addAttribute("mayCorrect", !correctable.ids().isEmpty());
        model.addAttribute("rows", found.items());
        var address = RoomAddress.mentions(filter);
        model.addAttribute("next", found.next() == null ? null : address + "&after=" + found.next());
        model.addAttribute("refresh", address);
        if (!hx.wantsFragment()) {
            model.addAttribute("tabs", RoomAddress.tabs(filter, false, messages, locale));
            model.addAttribute("choices", choices.of(brands, locale));
            model.addAttribute("most", Correction.MOST_AT_ONCE);
            model.addAttribute("matching", mentions.count(correctable, filter, Correction.MOST_AT_ONCE + 1));
        }
        return hx.view("listening/mentions", "rows");
    }

    @GetMapping("/listening/mentions/{id}")
    String one(@PathVariable String id, Locale locale, Model model) {
        var mention = require(id, Action.READ_MENTIONS);
        model.addAttribute("m", mention);
        model.addAttribute(
                "topicNames",
                topics.names(mention.topics().stream().map(TopicMatch::topicId).toList()));
        model.addAttribute("intents", choices.intents(locale));
        model.addAttribute("mayCorrect", access.may(Action.CORRECT_MENTION, mention.brandId()));
        return "listening/mention";
    }

    @PostMapping("/listening/mentions/{id}/correct")
    String correct(
            @PathVariable String id,
            @RequestParam String intent,
            @RequestParam String tone,
            Locale locale,
            RedirectAttributes flash) {
        var mention = require(id, Action.CORRECT_MENTION);
        var side = Correction.leaning(tone);
        var value = side == null || Classification.leans(mention.tone(), side)
                ? mention.tone()
                : Classification.towards(side);
        commands.send(MentionController.correction(mention, null, value, intent));
        flash.addFlashAttribute("pvDone", messages.getMessage("listening.corrected", null, locale));
        return "redirect:/listening/mentions/" + id;
    }

    @PostMapping("/listening/mentions/{id}/confirm")
    String confirm(@PathVariable String id, Locale locale, RedirectAttributes flash) {
        var mention = require(id, Action.CORRECT_MENTION);
        commands.send(new ConfirmReading(mention.mentionId(), mention.brandId()));
        flash.addFlashAttribute("pvDone", messages.getMessage("listening.confirmed", null, locale));
        return "redirect:/listening/mentions/" + id;
    }

    private Mentions.Item require(String id, Action action) {
        var mention = mentions.find(id).orElseThrow(() -> new NotFound("mention", id));
        access.require(action, mention.brandId(), null, "mention:" + id);
        return mention;
    }
}
