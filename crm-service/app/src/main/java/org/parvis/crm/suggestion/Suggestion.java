package org.parvis.crm.suggestion;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.crm.suggestion.SuggestionRefusal.*;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.crm.api.AuthorNotReached;
import org.parvis.crm.api.AuthorReplyDrafted;
import org.parvis.crm.api.AuthorTold;
import org.parvis.crm.api.Decision;
import org.parvis.crm.api.EvidenceAdded;
import org.parvis.crm.api.SuggestionDecided;
import org.parvis.crm.api.SuggestionEvent;
import org.parvis.crm.api.SuggestionRaised;
import org.parvis.crm.api.SuggestionShipped;

/**
 * Something people outside wish for. Its product manager decides, may decide otherwise with a new reason as long as nothing is shipped, and
 * says when it is there; from then on it is settled.
 */
@SuppressWarnings("NullAway.Init")
final class Suggestion {

    static final int LONGEST_SUMMARY = 140;
    static final int LONGEST_WORDS = 500;
    static final int MOST_EVIDENCE = 5_000;

    @AggregateIdentifier
    private String id;

    private String brandId;
    private String productLineId;
    private String summary;
    private String firstMentionId;
    private long version;
    private @Nullable Decision decision;
    private @Nullable String reason;
    private @Nullable String shipNote;
    private final Set<String> evidence = new HashSet<>();
    private final Set<String> replies = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private final Set<String> notReached = new HashSet<>();

    Suggestion() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(RaiseSuggestion command) {
        var wanted = command.summary().strip();
        if (!evidence.isEmpty()) {
            var identical = summary.equals(wanted)
                    && productLineId.equals(command.productLineId())
                    && firstMentionId.equals(command.mentionId());
            require(identical, ALREADY_EXISTS_DIFFERENT);
            return version;
        }
        if (wanted.isEmpty()) {
            throw refused(command, SUMMARY_EMPTY, Map.of());
        }
        if (wanted.length() > LONGEST_SUMMARY) {
            throw refused(command, SUMMARY_TOO_LONG, Map.of("longest", LONGEST_SUMMARY));
        }
        apply(new SuggestionRaised(
                command.suggestionId(),
                command.brandId(),
                command.productLineId(),
                wanted,
                command.mentionId(),
                command.conversationId(),
                command.personId(),
                command.firstMentionAt()));
        return version;
    }

    @CommandHandler
    long decide(AddEvidence command) {
        requireBrand(command.brandId());
        if (evidence.contains(command.mentionId())) {
            return version;
        }
        require(evidence.size() < MOST_EVIDENCE, TOO_MUCH_EVIDENCE, Map.of("most", MOST_EVIDENCE));
        apply(new EvidenceAdded(id, brandId, command.mentionId(), command.conversationId(), command.personId()));
        return version;
    }

    @CommandHandler
    long decide(DecideSuggestion command, @MetaDataValue(EntryMetadata.ACTOR) String memberId, LineManagers managers) {
        requireBrand(command.brandId());
        require(managers.manages(memberId, productLineId), NOT_YOUR_LINE);
        var because = command.reason().strip();
        require(!because.isEmpty(), REASON_NEEDED);
        require(because.length() <= LONGEST_WORDS, REASON_TOO_LONG, Map.of("longest", LONGEST_WORDS));
        if (command.decision() == decision && because.equals(reason)) {
            return version;
        }
        requireSeen(command.expectedVersion());
        require(shipNote == null, ALREADY_SHIPPED);
        require(!because.equals(reason), REASON_UNCHANGED);
        apply(new SuggestionDecided(id, brandId, command.decision(), because));
        return version;
    }

    @CommandHandler
    long decide(ShipSuggestion command, @MetaDataValue(EntryMetadata.ACTOR) String memberId, LineManagers managers) {
        requireBrand(command.brandId());
        require(managers.manages(memberId, productLineId), NOT_YOUR_LINE);
        var note = command.note().strip();
        require(note.length() <= LONGEST_WORDS, SHIP_NOTE_TOO_LONG, Map.of("longest", LONGEST_WORDS));
        if (note.equals(shipNote)) {
            return version;
        }
        requireSeen(command.expectedVersion());
        require(shipNote == null, ALREADY_SHIPPED);
        require(decision == Decision.ACCEPTED, NOT_ACCEPTED);
        apply(new SuggestionShipped(id, brandId, note));
        return version;
    }

    @CommandHandler
    void decide(RecordAuthorReply command) {
        if (!replies.contains(command.replyId())) {
            apply(new AuthorReplyDrafted(id, brandId, command.mentionId(), command.personId(), command.replyId()));
        }
    }

    @CommandHandler
    void decide(RecordAuthorNotReached command) {
        if (!notReached.contains(command.mentionId())) {
            apply(new AuthorNotReached(id, brandId, command.mentionId(), command.personId(), command.code()));
        }
    }

    @CommandHandler
    void decide(RecordAuthorTold command) {
        if (!told.contains(command.replyId())) {
            apply(new AuthorTold(
                    id, brandId, command.mentionId(), command.personId(), command.replyId(), command.toldAt()));
        }
    }

    @EventSourcingHandler
    void evolve(SuggestionEvent event, @SequenceNumber long sequence) {
        version = sequence;
        switch (event) {
            case SuggestionRaised raised -> {
                id = raised.suggestionId();
                brandId = raised.brandId();
                productLineId = raised.productLineId();
                summary = raised.summary();
                firstMentionId = raised.mentionId();
                evidence.add(raised.mentionId());
            }
            case EvidenceAdded added -> evidence.add(added.mentionId());
            case SuggestionDecided decided -> {
                decision = decided.decision();
                reason = decided.reason();
                // What was settled before is settled otherwise now: whoever could not be told may be tried again.
                notReached.clear();
            }
            case SuggestionShipped shipped -> {
                shipNote = shipped.note();
                notReached.clear();
            }
            case AuthorReplyDrafted drafted -> replies.add(drafted.replyId());
            case AuthorNotReached missed -> notReached.add(missed.mentionId());
            case AuthorTold author -> told.add(author.replyId());
        }
    }

    private static SuggestionRefused refused(
            RaiseSuggestion command, SuggestionRefusal reason, Map<String, Object> details) {
        return new SuggestionRefused(reason, command.suggestionId(), command.brandId(), details);
    }

    private void requireBrand(String brand) {
        require(brandId.equals(brand), UNKNOWN_SUGGESTION);
    }

    private void requireSeen(@Nullable Long expected) {
        require(expected == null || expected == version, STALE_VERSION, Map.of("version", version));
    }

    private void require(boolean holds, SuggestionRefusal otherwise) {
        require(holds, otherwise, Map.of());
    }

    private void require(boolean holds, SuggestionRefusal otherwise, Map<String, Object> details) {
        if (!holds) {
            throw new SuggestionRefused(otherwise, id, brandId, details);
        }
    }
}
