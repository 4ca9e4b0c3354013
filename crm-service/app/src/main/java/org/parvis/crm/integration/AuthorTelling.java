package org.parvis.crm.integration;

import java.util.LinkedHashSet;
import java.util.List;
import org.parvis.axon.Commands;
import org.parvis.axon.Refused;
import org.parvis.crm.conversation.inbox.Conversations;
import org.parvis.crm.integration.AuthorsToTell.Author;
import org.parvis.crm.relation.book.Relations;
import org.parvis.crm.settings.Settings;
import org.parvis.crm.suggestion.RecordAuthorNotReached;
import org.parvis.crm.suggestion.RecordAuthorReply;
import org.parvis.crm.thread.Message;
import org.parvis.crm.thread.Threads;
import org.parvis.identity.rights.Actor;
import org.parvis.privacy.Erased;
import org.parvis.publishing.api.DraftReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Drafts the replies to authors, in their language, in their thread. A draft is all it makes: people read it, change it, submit it, and the
 * brand's approval rules apply. Publishing may be away for a while; what cannot be drafted now is tried again, later and later.
 */
@Component
class AuthorTelling {

    static final String GROUP = "crm.suggestion.telling";

    private static final Actor SELF = Actor.automation(GROUP);
    private static final Logger LOG = LoggerFactory.getLogger(AuthorTelling.class);

    private final AuthorsToTell authors;
    private final Conversations conversations;
    private final Threads threads;
    private final Settings settings;
    private final Relations relations;
    private final Commands commands;

    AuthorTelling(
            AuthorsToTell authors,
            Conversations conversations,
            Threads threads,
            Settings settings,
            Relations relations,
            Commands commands) {
        this.authors = authors;
        this.conversations = conversations;
        this.threads = threads;
        this.settings = settings;
        this.relations = relations;
        this.commands = commands;
    }

    void tellNext(int atMost) {
        for (var author : authors.next(atMost)) {
            try {
                tell(author);
                authors.done(author);
            } catch (RuntimeException e) {
                LOG.warn(
                        "The author in conversation {} cannot be told about suggestion {} yet; tried again later",
                        author.conversationId(),
                        author.suggestionId(),
                        e);
                authors.later(author);
            }
        }
    }

    private void tell(Author author) {
        var message = threads.message(author.mentionId())
                .orElseThrow(() -> new IllegalStateException("Mention " + author.mentionId() + " is not read yet"));
        if (Erased.is(message.authorName()) || Erased.is(message.text()) || Erased.is(author.summary())) {
            notReached(author, "PERSON_ERASED");
            return;
        }
        // They do not wait for it, and whoever is to be left alone is not spoken to by a clock.
        if (relations.isBarred(author.brandId(), author.personId())) {
            notReached(author, "DO_NOT_CONTACT");
            return;
        }
        try {
            commands.send(draft(author, message), SELF, "draft " + author.replyId());
        } catch (Refused e) {
            notReached(author, e.code());
            return;
        }
        commands.send(
                new RecordAuthorReply(
                        author.suggestionId(),
                        author.brandId(),
                        author.mentionId(),
                        author.personId(),
                        author.replyId()),
                SELF,
                "drafted " + author.replyId());
    }

    private DraftReply draft(Author author, Message message) {
        var standing = conversations.standing(author.conversationId());
        var text = settings.tell(
                author.brandId(),
                author.telling(),
                message.language(),
                message.authorName(),
                author.summary(),
                author.words());
        return new DraftReply(
                author.replyId(),
                author.brandId(),
                author.conversationId(),
                author.mentionId(),
                author.personId(),
                null,
                text,
                standing.assignee() == null ? author.raisedBy() : standing.assignee(),
                standing.version(),
                author.suggestionId(),
                saidBy(author, message.language()));
    }

    /** Whose words are told: of whoever said what is wished for, what became of it, and how authors are told. */
    private List<String> saidBy(Author author, String language) {
        var said = new LinkedHashSet<String>();
        said.add(author.raisedBy());
        if (!author.words().isBlank()) {
            said.addAll(author.settledBy());
        }
        said.addAll(settings.textBy(author.brandId(), author.telling(), language));
        return List.copyOf(said);
    }

    private void notReached(Author author, String code) {
        commands.send(
                new RecordAuthorNotReached(
                        author.suggestionId(), author.brandId(), author.mentionId(), author.personId(), code),
                SELF,
                "not reached " + author.replyId());
    }
}
