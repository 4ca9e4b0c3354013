package org.parvis.crm.conversation.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Cursor;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.PageRequest;
import org.parvis.crm.page.PageWords;
import org.parvis.crm.settings.Settings;
import org.parvis.crm.thread.Threads;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.web.view.Option;
import org.parvis.web.view.Tab;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.util.UriUtils;

/** Fills the left pane of the inbox: tabs, filters, the queue. */
@Component
class QueueModel {

    static final String INBOX = "/crm/inbox";

    private static final int ROWS = 50;

    private final Conversations conversations;
    private final Threads threads;
    private final Settings settings;
    private final MemberDirectory members;
    private final Access access;
    private final MessageSource messages;
    private final Clock clock;

    QueueModel(
            Conversations conversations,
            Threads threads,
            Settings settings,
            MemberDirectory members,
            Access access,
            MessageSource messages,
            Clock clock) {
        this.conversations = conversations;
        this.threads = threads;
        this.settings = settings;
        this.members = members;
        this.access = access;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * The rows of the queue.
     *
     * @param openId the conversation shown beside them; null for the first of the queue
     * @return the conversation shown beside them, null when there is none
     */
    @Nullable
    String rows(
            InboxQuery query,
            @Nullable String after,
            @Nullable String openId,
            Actor actor,
            PageWords words,
            Model model) {
        model.addAttribute("query", query);
        if (query.isSpam()) {
            var visible = access.brands(Action.READ_INBOX);
            model.addAttribute("rows", List.of());
            model.addAttribute("spam", threads.spam(visible.array(), visible.all(), ROWS));
            model.addAttribute("next", null);
            return openId;
        }
        var page = new PageRequest(ROWS, after == null ? null : Cursor.decode(after));
        var listing = conversations.list(query.filter(actor.id()), access.brands(Action.READ_INBOX), page);
        var shown = openId == null && after == null && !listing.items().isEmpty()
                ? listing.items().getFirst().id()
                : openId;
        var answering = new HashSet<String>();
        for (var view : listing.items()) {
            if (view.answering() != null) {
                answering.add(view.answering().memberId());
            }
        }
        var names = members.names(answering);
        var now = clock.instant();
        model.addAttribute(
                "rows",
                listing.items().stream()
                        .map(view -> QueueItem.of(view, query, names, words, now, shown))
                        .toList());
        model.addAttribute("next", listing.next() == null ? null : next(query, listing.next()));
        return shown;
    }

    private static String next(InboxQuery query, String cursor) {
        return query.at(INBOX) + "&after=" + UriUtils.encode(cursor, StandardCharsets.UTF_8);
    }

    /** Tabs and filters over the queue. */
    void head(InboxQuery query, Actor actor, Locale locale, Model model) {
        var visible = access.brands(Action.READ_INBOX);
        var counts = conversations.counts(visible, query.brand(), actor.id(), clock.instant());
        model.addAttribute(
                "tabs",
                List.of(
                        tab(query, InboxQuery.Part.MINE, counts.mine(), locale),
                        tab(query, InboxQuery.Part.TEAM, counts.team(), locale),
                        tab(query, InboxQuery.Part.NOBODY, counts.nobodys(), locale)));
        model.addAttribute("counts", counts);
        model.addAttribute("refresh", query.at(INBOX));
        model.addAttribute("states", options(locale, "crm.state.", "open", "snoozed", "resolved", InboxQuery.SPAM));
        model.addAttribute("feelings", anyThen(locale, "crm.tone.", "negative", "neutral", "positive"));
        model.addAttribute(
                "intents",
                anyThen(
                        locale,
                        "shell.intent.",
                        "QUESTION",
                        "CRITICISM",
                        "SUGGESTION",
                        "PRAISE",
                        "CRISIS_SIGN",
                        "OTHER"));
        model.addAttribute("networks", conversations.networks(visible));
        model.addAttribute("brands", settings.brands(visible));
    }

    private Tab tab(InboxQuery query, InboxQuery.Part part, long count, Locale locale) {
        return new Tab(
                query.with(part).at(INBOX),
                text("crm.inbox.of." + part.name().toLowerCase(Locale.ROOT), locale),
                count,
                query.of() == part && !query.isSpam());
    }

    private List<Option> anyThen(Locale locale, String prefix, String... values) {
        return Stream.concat(
                        Stream.of(new Option("", text("crm.any", locale))), options(locale, prefix, values).stream())
                .toList();
    }

    private List<Option> options(Locale locale, String prefix, String... values) {
        return Stream.of(values)
                .map(value -> new Option(value, text(prefix + value, locale)))
                .toList();
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, locale));
    }
}
