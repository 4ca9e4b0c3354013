package org.parvis.listening.topic;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.Brands;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.identity.rights.Action;
import org.parvis.listening.api.TopicSubject;
import org.parvis.web.view.Option;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Topics for people: the list, and a form that says where a query is wrong. */
@Controller
class TopicPageController {

    private final Topics topics;
    private final Commands commands;
    private final Access access;
    private final BrandDirectory brands;
    private final MessageSource messages;

    TopicPageController(
            Topics topics, Commands commands, Access access, BrandDirectory brands, MessageSource messages) {
        this.brands = brands;
        this.topics = topics;
        this.commands = commands;
        this.access = access;
        this.messages = messages;
    }

    @GetMapping("/listening/topics")
    String list(Model model) {
        var managed = access.brands(Action.MANAGE_TOPICS);
        var ids = new HashSet<>(access.brands(Action.READ_MENTIONS).ids());
        ids.addAll(managed.ids());
        if (ids.isEmpty()) {
            access.requireAnywhere(Action.MANAGE_TOPICS);
        }
        model.addAttribute("topics", topics.all(new Brands(ids)));
        model.addAttribute("managed", managed);
        return "listening/topics";
    }

    @GetMapping("/listening/topics/new")
    String begin(Locale locale, Model model) {
        access.requireAnywhere(Action.MANAGE_TOPICS);
        return form("", new TopicForm("", "", "BRAND", "", List.of()), null, null, locale, model);
    }

    @GetMapping("/listening/topics/{id}")
    String edit(@PathVariable String id, Locale locale, Model model) {
        var topic = topics.find(id).orElseThrow(() -> new NotFound("topic", id));
        access.require(Action.MANAGE_TOPICS, topic.brandId(), null, "topic:" + id);
        var form = new TopicForm(topic.brandId(), topic.name(), topic.subject(), topic.query(), topic.languages());
        return form(id, form, null, null, locale, model);
    }

    @PostMapping("/listening/topics")
    String save(
            @RequestParam String id,
            @RequestParam String brand,
            @RequestParam String name,
            @RequestParam String subject,
            @RequestParam String query,
            @RequestParam(defaultValue = "") String languages,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var codes = Arrays.stream(languages.strip().split("[,\\s]+"))
                .filter(code -> !code.isEmpty())
                .toList();
        var form = new TopicForm(brand, name, subject, query, codes);
        try {
            var topicId = id.isBlank() ? Ids.next() : Ids.requireValid(id);
            access.require(Action.MANAGE_TOPICS, form.brandId(), null, "topic:" + topicId);
            var command = form.command(topicId);
            commands.send(command);
        } catch (QueryRefused refused) {
            response.setStatus(422);
            var text = messages.getMessage("listening.query." + refused.reason(), null, locale);
            var at = messages.getMessage("listening.topic.position", new Object[] {refused.position() + 1}, locale);
            return form(id, form, "query", text + " " + at, locale, model);
        } catch (InvalidInput invalid) {
            response.setStatus(422);
            var text = messages.getMessage(
                    "invalid." + invalid.code(), invalid.arguments().toArray(), locale);
            return form(id, form, invalid.field(), text, locale, model);
        }
        flash.addFlashAttribute("pvDone", messages.getMessage("listening.topic.saved", null, locale));
        return "redirect:/listening/topics";
    }

    private String form(
            String id, TopicForm form, @Nullable String field, @Nullable String error, Locale locale, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        model.addAttribute("brands", brands.options(access.brands(Action.MANAGE_TOPICS)));
        model.addAttribute("field", field);
        model.addAttribute("error", error);
        model.addAttribute(
                "subjects",
                Arrays.stream(TopicSubject.values())
                        .map(s -> new Option(s.name(), messages.getMessage("listening.subject." + s, null, locale)))
                        .toList());
        return "listening/topic";
    }
}
