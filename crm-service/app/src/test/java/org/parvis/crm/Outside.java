package org.parvis.crm;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.CommandBus;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.crm.conversation.ConversationId;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.ledger.LedgerReader;
import org.parvis.listening.api.ClassificationReason;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.publishing.api.ContentHash;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DraftReply;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.ReplyDrafted;
import org.parvis.publishing.api.ReplySubmitted;

/** What happens around crm in its tests: people write, listening understands, publishing drafts and sends, identity knows who works here. */
final class Outside {

    static final String BRAND = "helianthe";

    private final RunningService crm;
    private final String brand;
    private final AtomicLong counter = new AtomicLong();
    private final Map<String, DraftReply> drafts = new ConcurrentHashMap<>();

    Outside(RunningService crm) {
        this(crm, BRAND);
    }

    /** What happens around another brand. */
    Outside(RunningService crm, String brand) {
        this.crm = crm;
        this.brand = brand;
    }

    /** A message somebody wrote. */
    record Written(String brandId, String mentionId, String threadId, String personId, String text, Instant at) {

        String conversationId() {
            return ConversationId.of(brandId, "TOWN", threadId, personId);
        }
    }

    Actor member(String id, String name, Role... roles) {
        ofMember(id, new MemberRegistered(id, name, id + "@example.org", "en", "Europe/Paris"));
        var grants = Set.of(roles).stream()
                .map(role -> new Grant(id + "-" + role, role, brand, null, null, null))
                .toArray(Grant[]::new);
        for (var grant : grants) {
            ofMember(id, new GrantGiven(id, grant.grantId(), grant.role(), brand, null, null, null));
        }
        return TestMembers.member(id, Locale.ENGLISH, grants);
    }

    /** Where who may do what is looked up. */
    private void ofMember(String id, Object event) {
        var next = crm.bean(LedgerReader.class).lastSequence("Member/" + id).orElse(-1) + 1;
        crm.append("Member", id, next, event, Map.of("actor", "test", "actorKind", "AUTOMATION"));
    }

    void brand(String id, String name, String... languages) {
        crm.append(new BrandRegistered(id, name, "FR", List.of(languages), "Europe/Paris"));
    }

    /** Somebody writes, and listening understands it. */
    Written writes(String person, String thread, String text, Intent intent) {
        var written = collected(person, thread, text, Instant.now().minusSeconds(60));
        understood(written, intent, "en");
        return written;
    }

    Written collected(String person, String thread, String text, Instant at) {
        return collected(person, thread, text, at, at.plusSeconds(5));
    }

    Written collected(String person, String thread, String text, Instant at, Instant found) {
        return collected(person, name(person), thread, text, at, found);
    }

    /** Somebody writes under a name of their own choosing, and listening understands it. */
    Written writesAs(String name, String person, String thread, String text, Intent intent) {
        var at = Instant.now().minusSeconds(60);
        var written = collected(person, name, thread, text, at, at.plusSeconds(5));
        understood(written, intent, "en");
        return written;
    }

    private Written collected(String person, String name, String thread, String text, Instant at, Instant found) {
        var written = new Written(brand, "m-" + counter.incrementAndGet() + "-" + thread, thread, person, text, at);
        crm.append(new MentionCollected(
                written.mentionId(),
                brand,
                "town-1",
                "TOWN",
                thread,
                person,
                name,
                person + "@town",
                "remote-" + written.mentionId(),
                null,
                "https://town.example/" + written.mentionId(),
                null,
                text,
                at,
                found,
                List.of()));
        return written;
    }

    private static String name(String person) {
        return person.substring(0, 1).toUpperCase(Locale.ROOT) + person.substring(1) + " Belin";
    }

    void understood(Written written, Intent intent, String language) {
        var tone = intent == Intent.CRITICISM ? -0.7 : 0.1;
        crm.append(new MentionClassified(
                written.mentionId(),
                brand,
                language,
                tone,
                intent,
                false,
                false,
                List.of(new ClassificationReason("TONE_WORDS", List.of("word of " + written.personId()))),
                "test-1",
                written.personId()));
    }

    /** A member begins a reply in publishing. */
    void drafts(String replyId, Written to, String text, String authorId, long version) {
        crm.append(new ReplyDrafted(
                replyId,
                brand,
                to.conversationId(),
                to.mentionId(),
                "town",
                to.personId(),
                text,
                ContentHash.of("town", to.mentionId(), text),
                authorId,
                version,
                null));
    }

    void submits(String replyId, Written to, String text, String authorId) {
        crm.append(new ReplySubmitted(
                replyId,
                brand,
                to.conversationId(),
                to.mentionId(),
                "town",
                to.personId(),
                text,
                ContentHash.of("town", to.mentionId(), text),
                1,
                authorId,
                List.of()));
    }

    void isLive(String replyId, Instant sentAt) {
        crm.append(new DeliveryConfirmed(
                "d-" + replyId,
                brand,
                Outgoing.REPLY,
                replyId,
                1,
                "remote-" + replyId,
                "https://town.example/" + replyId,
                "hash",
                sentAt));
    }

    /** Publishing takes the drafts crm asks for; without it, nobody hears the command. */
    void publishingListens() {
        crm.bean(CommandBus.class).subscribe(DraftReply.class.getName(), message -> {
            var command = (DraftReply) message.getPayload();
            if (drafts.putIfAbsent(command.replyId(), command) == null) {
                crm.append(new ReplyDrafted(
                        command.replyId(),
                        command.brandId(),
                        command.conversationId(),
                        command.mentionId(),
                        "town",
                        command.personId(),
                        command.text(),
                        ContentHash.of("town", command.mentionId(), command.text()),
                        command.authorId(),
                        command.conversationVersion(),
                        command.suggestionId()));
            }
            return null;
        });
    }

    /** What crm asked publishing to draft. */
    List<DraftReply> drafted() {
        return List.copyOf(drafts.values());
    }
}
