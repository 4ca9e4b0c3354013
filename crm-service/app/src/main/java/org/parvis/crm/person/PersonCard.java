package org.parvis.crm.person;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.RelationStage;

/**
 * What the panel beside a thread says about its person.
 *
 * @param tone one entry per month, the oldest first, twelve of them
 * @param exchanges their last messages, the newest first
 * @param open what is not done yet, the longest waiting first
 * @param knownBy who of us answered them, the most often first
 * @param relation the tie with them; null when there never was one
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
        List<Exchange> exchanges,
        List<Case> open,
        List<Colleague> knownBy,
        @Nullable Tie relation) {

    public PersonCard {
        tone = List.copyOf(tone);
        exchanges = List.copyOf(exchanges);
        open = List.copyOf(open);
        knownBy = List.copyOf(knownBy);
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

    /** A conversation with them that is open or set aside. */
    public record Case(
            String conversationId,
            boolean setAside,
            Instant openedAt,
            @Nullable Instant waitingSince,
            @Nullable String assignee) {}

    /**
     * The relation with them.
     *
     * @param nextContact when they are to be spoken to next, and overdue when that day is over where it was planned
     * @param doNotContactBefore while they are to be left alone, the first day on which they may be spoken to again
     */
    public record Tie(
            String relationId,
            RelationStage stage,
            boolean ended,
            @Nullable String ownerId,
            @Nullable String owner,
            @Nullable LocalDate nextContact,
            @Nullable String nextContactAbout,
            boolean overdue,
            @Nullable LocalDate doNotContactBefore,
            @Nullable String doNotContactBecause) {}

    /** A member whose answers reached them. */
    public record Colleague(String memberId, String name, int answers, Instant lastAt) {}
}
