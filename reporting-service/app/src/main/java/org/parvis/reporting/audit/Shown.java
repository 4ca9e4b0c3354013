package org.parvis.reporting.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.crm.api.MessageReceived;
import org.parvis.listening.api.MentionCollected;
import org.parvis.moderation.api.ReviewOpened;
import org.parvis.moderation.api.ReviewSeen;
import org.parvis.privacy.Erased;

/**
 * What a reviewer had before their eyes: the thread up to a message, and the draft; with what came later named as not seen.
 *
 * @param later how many messages of the thread came after the look
 */
record Shown(
        long position,
        String memberId,
        List<Message> messages,
        @Nullable String draft,
        int later) {

    /** One message of the thread; the text of an erased person is null. */
    record Message(int number, String author, @Nullable String text) {}

    /** What the last look before the decision showed; empty when nobody looked. */
    static Optional<Shown> in(List<LedgerEvents.Read> story) {
        Map<String, MentionCollected> mentions = new HashMap<>();
        List<MessageReceived> received = new ArrayList<>();
        ReviewOpened opened = null;
        LedgerEvents.Read look = null;
        for (var read : story) {
            switch (read.event()) {
                case MentionCollected e -> mentions.put(e.mentionId(), e);
                case MessageReceived e -> received.add(e);
                case ReviewOpened e -> opened = e;
                case ReviewSeen e -> look = read;
                default -> {}
            }
        }
        if (look == null || !(look.event() instanceof ReviewSeen seen)) {
            return Optional.empty();
        }
        var messages = received.stream()
                .filter(m -> m.number() <= seen.seenMessages())
                .map(m -> message(m, mentions.get(m.mentionId())))
                .toList();
        var later = (int)
                received.stream().filter(m -> m.number() > seen.seenMessages()).count();
        return Optional.of(new Shown(
                look.entry().position(),
                String.valueOf(look.metadata().getOrDefault(EntryMetadata.ACTOR, "")),
                messages,
                opened == null ? null : readable(opened.text()),
                later));
    }

    private static Message message(MessageReceived received, @Nullable MentionCollected mention) {
        return mention == null
                ? new Message(received.number(), "", null)
                : new Message(
                        received.number(),
                        Erased.is(mention.authorName()) ? "" : mention.authorName(),
                        readable(mention.text()));
    }

    private static @Nullable String readable(String text) {
        return Erased.is(text) ? null : text;
    }
}
