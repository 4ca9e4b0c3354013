package org.parvis.crm.conversation.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.Ids;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.NotFound;
import org.parvis.crm.page.PageWords;
import org.parvis.crm.person.PersonCards;
import org.parvis.crm.person.ToneBars;
import org.parvis.crm.settings.Settings;
import org.parvis.crm.thread.Excerpt;
import org.parvis.crm.thread.ReplyState;
import org.parvis.crm.thread.Threads;
import org.parvis.crm.thread.Transcript;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.web.view.Option;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Puts together what one opened conversation shows. */
@Component
class Panes {

    private static final int TITLE = 60;
    /** Who touched a draft this long ago is still at it. */
    private static final Duration PREPARING = Duration.ofMinutes(15);

    private final Conversations conversations;
    private final ConversationActs acts;
    private final Threads threads;
    private final PersonCards persons;
    private final Settings settings;
    private final MemberDirectory members;
    private final Access access;
    private final Clock clock;

    Panes(
            Conversations conversations,
            ConversationActs acts,
            Threads threads,
            PersonCards persons,
            Settings settings,
            MemberDirectory members,
            Access access,
            Clock clock) {
        this.conversations = conversations;
        this.acts = acts;
        this.threads = threads;
        this.persons = persons;
        this.settings = settings;
        this.members = members;
        this.access = access;
        this.clock = clock;
    }

    /** @throws NotFound also for a conversation of somebody else's brand */
    Pane open(String id, Actor actor, PageWords words, boolean byAddress, @Nullable String notice) {
        acts.read(id);
        var view = conversations.find(id).orElseThrow(() -> new NotFound("conversation", id));
        var brand = view.brandId();
        var now = clock.instant();
        var transcript = threads.transcript(id).within(access.scope(Action.READ_INBOX, Action.DRAFT), brand);
        var names = members.names(involved(view, transcript));
        var card = persons.find(new Brands(Set.of(brand)), view.personId()).orElse(null);
        var mayWork = access.may(Action.WORK_INBOX, brand);
        return new Pane(
                view,
                words.shown(title(view)),
                words.shown(view.personName()),
                settings.names(new Brands(Set.of(brand))).getOrDefault(brand, brand),
                view.assignee() == null ? null : names.getOrDefault(view.assignee(), view.assignee()),
                actor.id().equals(view.assignee()),
                view.clock().face(now),
                ThreadDay.of(transcript, names, words, actor.zone(), now),
                transcript.earlier(),
                holder(view, actor, names),
                preparing(transcript, view, actor, names, now),
                card,
                card == null ? null : ToneBars.of(card.tone()),
                mayWork ? assignable(brand) : List.of(),
                SnoozeChoice.from(now, actor.zone()),
                new Pane.May(
                        mayWork,
                        access.maySomewhere(Action.DRAFT, brand),
                        access.may(Action.RAISE_SUGGESTION, brand),
                        access.may(Action.ESCALATE, brand),
                        access.may(Action.READ_AUDIT, brand) || access.may(Action.READ_RECORD, brand)),
                composeUrl(view),
                byAddress,
                Ids.next(),
                notice);
    }

    private static String title(ConversationView view) {
        var title = view.title();
        return title == null || title.isBlank() ? Excerpt.of(view.excerpt(), TITLE) : Excerpt.of(title, TITLE);
    }

    private static Set<String> involved(ConversationView view, Transcript transcript) {
        var ids = new HashSet<String>();
        transcript.replies().forEach(reply -> {
            ids.add(reply.authorId());
            if (reply.approverId() != null) {
                ids.add(reply.approverId());
            }
        });
        transcript.notes().forEach(note -> ids.add(note.authorId()));
        if (view.assignee() != null) {
            ids.add(view.assignee());
        }
        if (view.answering() != null) {
            ids.add(view.answering().memberId());
        }
        return ids;
    }

    private static Pane.@Nullable Holder holder(ConversationView view, Actor actor, Map<String, String> names) {
        var answering = view.answering();
        return answering == null
                ? null
                : new Pane.Holder(
                        names.getOrDefault(answering.memberId(), answering.memberId()),
                        answering.memberId().equals(actor.id()),
                        answering.state());
    }

    private static List<String> preparing(
            Transcript transcript, ConversationView view, Actor actor, Map<String, String> names, Instant now) {
        return transcript.replies().stream()
                .filter(reply -> reply.state() == ReplyState.DRAFT)
                .filter(reply -> !reply.authorId().equals(actor.id()))
                .filter(reply -> view.answering() == null
                        || !reply.replyId().equals(view.answering().replyId()))
                .filter(reply -> reply.changedAt().isAfter(now.minus(PREPARING)))
                .map(reply -> names.getOrDefault(reply.authorId(), reply.authorId()))
                .distinct()
                .toList();
    }

    private List<Option> assignable(String brandId) {
        return acts.assignable(brandId).stream()
                .map(member -> new Option(member.memberId(), member.name()))
                .toList();
    }

    private static String composeUrl(ConversationView view) {
        return UriComponentsBuilder.fromPath("/publishing/replies/compose")
                .queryParam("conversation", view.id())
                .queryParam("mention", view.lastMentionId())
                .queryParam("version", view.version())
                .encode()
                .toUriString();
    }
}
