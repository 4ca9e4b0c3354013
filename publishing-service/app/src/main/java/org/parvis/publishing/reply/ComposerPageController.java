package org.parvis.publishing.reply;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.boot.NotFound;
import org.parvis.boot.Urgent;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.web.PageWords;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/** The composer under a thread, and the dock that counts down what is about to leave: fragments that crm's inbox shows. */
@Controller
@RequestMapping("/publishing/replies")
class ComposerPageController {

    private static final String COMPOSER = "publishing/composer :: composer";
    private static final String DOCK = "publishing/composer :: dock";
    private static final int MOST_IN_DOCK = 5;

    private final Composers composers;
    private final ReplyDesk desk;
    private final ReplyList list;
    private final Replies replies;
    private final Conversations conversations;
    private final Mentions mentions;
    private final PageWords words;
    private final Clock clock;

    ComposerPageController(
            Composers composers,
            ReplyDesk desk,
            ReplyList list,
            Replies replies,
            Conversations conversations,
            Mentions mentions,
            PageWords words,
            Clock clock) {
        this.composers = composers;
        this.desk = desk;
        this.list = list;
        this.replies = replies;
        this.conversations = conversations;
        this.mentions = mentions;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/compose")
    ModelAndView compose(
            @RequestParam String conversation,
            @RequestParam(required = false) @Nullable String mention,
            @RequestParam(required = false) @Nullable Long version,
            @RequestParam(defaultValue = "false") boolean edit,
            @RequestParam(defaultValue = "false") boolean anew,
            Actor actor,
            Model model) {
        return show(composers.of(conversation, mention, version, edit, anew, actor), model, HttpStatus.OK);
    }

    /** What is typed, kept as it is typed; an empty beginning is not kept. */
    @PutMapping("/{id}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(
            @PathVariable String id,
            @RequestParam String conversation,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String mention,
            @RequestParam long version,
            @RequestParam String text) {
        Ids.requireKnown(id);
        if (!text.isBlank() || replies.find(id).isPresent()) {
            desk.write(id, conversation, channel, mention, lines(text), version);
        }
    }

    /** Keeps the words and says that they are to go out. */
    @PostMapping("/{id}/send")
    ModelAndView send(
            @PathVariable String id,
            @RequestParam String conversation,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String mention,
            @RequestParam long version,
            @RequestParam String text,
            Actor actor,
            Model model,
            Locale locale) {
        Ids.requireKnown(id);
        try {
            desk.write(id, conversation, channel, mention, lines(text), version);
            desk.submit(id);
        } catch (RuntimeException e) {
            var problem = words.of(e, locale).orElseThrow(() -> e);
            return show(
                    composers.refused(now(conversation), id, mention, lines(text), actor, problem),
                    model,
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return settled(id, actor, model);
    }

    @Urgent
    @PostMapping("/{id}/hold")
    ModelAndView hold(@PathVariable String id, Actor actor, Model model) {
        desk.hold(id, actor);
        return settled(id, actor, model);
    }

    /** The same from the dock, where the reply's thread may not be open. */
    @Urgent
    @PostMapping("/{id}/take-back")
    ModelAndView takeBack(@PathVariable String id, Actor actor, Model model, Locale locale) {
        desk.hold(id, actor);
        model.addAttribute("done", words.text(locale, "publishing.dock.held"));
        return dock(actor, model);
    }

    @PostMapping("/{id}/discard")
    ModelAndView discard(@PathVariable String id, Actor actor, Model model) {
        var reply = desk.require(id, Action.DRAFT);
        desk.cancel(id, "", actor);
        return show(
                composers.of(reply.conversationId(), reply.mentionId(), null, false, false, actor),
                model,
                HttpStatus.OK);
    }

    @GetMapping("/dock")
    ModelAndView dock(Actor actor, Model model) {
        var now = clock.instant();
        model.addAttribute(
                "leaving",
                list.leaving(actor.id(), now, MOST_IN_DOCK).stream()
                        .filter(item -> !item.held())
                        .map(this::leaving)
                        .toList());
        return new ModelAndView(DOCK, model.asMap());
    }

    /** One reply about to leave. */
    record Leaving(String replyId, String person, Instant leavesAt, long seconds) {}

    private Leaving leaving(ReplyList.Item item) {
        var leavesAt = item.leavesAt() == null ? clock.instant() : item.leavesAt();
        var person =
                mentions.find(item.mention()).map(Mentions.Mention::authorName).orElse("");
        var window = Duration.between(item.changedAt(), leavesAt).toSeconds();
        return new Leaving(item.id(), person, leavesAt, Math.max(1, window));
    }

    private ModelAndView settled(String id, Actor actor, Model model) {
        var reply = replies.find(id).orElseThrow(() -> new NotFound("reply", id));
        var conversation = now(reply.conversationId());
        return show(composers.of(conversation, reply, conversation.version(), false, actor), model, HttpStatus.OK);
    }

    private Conversations.Conversation now(String conversationId) {
        return conversations.find(conversationId).orElseThrow(() -> new NotFound("conversation", conversationId));
    }

    private ModelAndView show(Composer composer, Model model, HttpStatus status) {
        model.addAttribute("c", composer);
        model.addAttribute("now", clock.instant());
        return new ModelAndView(COMPOSER, model.asMap(), status);
    }

    /** Forms send line ends as the wire has them; people meant one character. */
    private static String lines(String text) {
        return text.replace("\r\n", "\n");
    }
}
