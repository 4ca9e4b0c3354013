package org.parvis.crm.conversation.inbox;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.NotFound;
import org.parvis.crm.page.PageWords;
import org.parvis.crm.thread.Threads;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.web.Hx;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The inbox as people see it: queue, thread, person. */
@Controller
class InboxPageController {

    static final String PAGE = "crm/inbox";

    private final QueueModel queue;
    private final Panes panes;
    private final Threads threads;
    private final Access access;

    InboxPageController(QueueModel queue, Panes panes, Threads threads, Access access) {
        this.queue = queue;
        this.panes = panes;
        this.threads = threads;
        this.access = access;
    }

    @GetMapping(QueueModel.INBOX)
    String inbox(
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable String after,
            Hx hx,
            Actor actor,
            Locale locale,
            @ModelAttribute(binding = false, name = "crm") PageWords words,
            Model model) {
        access.requireAnywhere(Action.READ_INBOX);
        var query = InboxQuery.of(parameters);
        var first = queue.rows(query, after, null, actor, words, model);
        if (!hx.wantsFragment()) {
            queue.head(query, actor, locale, model);
            model.addAttribute("pane", first == null ? null : panes.open(first, actor, words, false, null));
        }
        return hx.view(PAGE, "rows");
    }

    @GetMapping("/crm/conversations/{id}")
    String conversation(
            @PathVariable String id,
            @RequestParam Map<String, String> parameters,
            Hx hx,
            Actor actor,
            Locale locale,
            @ModelAttribute(binding = false, name = "crm") PageWords words,
            Model model) {
        var query = InboxQuery.of(parameters);
        model.addAttribute("pane", panes.open(id, actor, words, true, null));
        model.addAttribute("query", query);
        if (!hx.wantsFragment()) {
            queue.rows(query, null, id, actor, words, model);
            queue.head(query, actor, locale, model);
        }
        return hx.view(PAGE, "pane");
    }

    /** A message that is nobody's work because it is spam. */
    @GetMapping("/crm/messages/{mentionId}")
    String message(
            @PathVariable String mentionId,
            Hx hx,
            Actor actor,
            Locale locale,
            @ModelAttribute(binding = false, name = "crm") PageWords words,
            Model model) {
        var message = threads.message(mentionId).orElseThrow(() -> new NotFound("mention", mentionId));
        access.require(Action.READ_INBOX, message.brandId(), null, "mention:" + mentionId);
        if (threads.isConversation(message.conversationId())) {
            return "redirect:/crm/conversations/" + message.conversationId();
        }
        model.addAttribute("message", message);
        model.addAttribute("mayCorrect", access.may(Action.CORRECT_MENTION, message.brandId()));
        if (!hx.wantsFragment()) {
            var query = InboxQuery.of(Map.of("state", InboxQuery.SPAM, "of", "team"));
            queue.rows(query, null, null, actor, words, model);
            queue.head(query, actor, locale, model);
            model.addAttribute("pane", null);
        }
        return hx.view(PAGE, "message");
    }
}
