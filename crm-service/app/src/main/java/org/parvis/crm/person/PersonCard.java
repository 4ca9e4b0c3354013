package org.parvis.crm.person;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the panel beside a thread says about its person.
 *
 * @param tone one entry per month, the oldest first, twelve of them
 * @param exchanges their last messages, the newest first
 */
public record PersonCard(
        String personId,
        String brandId,
        String network,
        String name,
        String handle,
        Instant knownSince,
        Instant lastSeen,
        int messages,
        List<Month> tone,
        int messagesInTone,
        List<Exchange> exchanges) {

    public PersonCard {
        tone = List.copyOf(tone);
        exchanges = List.copyOf(exchanges);
    }

    /** How their messages of a month sounded on average; null when there were none. */
    public record Month(
            YearMonth month, int messages, @Nullable Double tone) {}

    /** One message of theirs. */
    public record Exchange(
            String mentionId,
            String conversationId,
            boolean isConversation,
            Instant at,
            String excerpt,
            @Nullable String intent) {}
}
