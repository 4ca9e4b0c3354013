package org.parvis.reporting.audit;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.ConversationAssigned;
import org.parvis.crm.api.MessageReceived;
import org.parvis.crm.api.SuggestionDecided;
import org.parvis.identity.api.ActRefused;
import org.parvis.listening.api.CorrectionBatchBegun;
import org.parvis.listening.api.CorrectionBatchDone;
import org.parvis.listening.api.CorrectionBatchUndone;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionReadingConfirmed;
import org.parvis.listening.api.MentionReadingKept;
import org.parvis.listening.api.MentionReadingRestored;
import org.parvis.listening.api.OwnReadingChosen;
import org.parvis.listening.api.OwnReadingTaught;
import org.parvis.moderation.api.ApprovalReason;
import org.parvis.moderation.api.EscalationClimbed;
import org.parvis.moderation.api.PolicyDeclined;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewOpened;
import org.parvis.moderation.api.ReviewRefused;
import org.parvis.moderation.api.ReviewSeen;
import org.parvis.publishing.api.AttemptNotSent;
import org.parvis.publishing.api.AttemptStarted;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryParked;
import org.parvis.publishing.api.DeliveryReconciled;
import org.parvis.publishing.api.DeliveryRejected;
import org.parvis.publishing.api.OutcomeUnknown;
import org.parvis.publishing.api.ReplyRevised;

/** The facts that the sentence {@code audit.detail.<Event>} tells, in its order; null when there is no such sentence. */
final class Details {

    private Details() {}

    static Object @Nullable [] of(Object event) {
        return switch (event) {
            case ActRefused e -> new Object[] {e.action(), e.code()};
            case CorrectionBatchBegun e -> new Object[] {e.mentionIds().size()};
            case CorrectionBatchDone e -> new Object[] {e.corrected(), e.leftOut()};
            case CorrectionBatchUndone e -> new Object[] {e.restored(), e.kept()};
            case OwnReadingTaught e -> new Object[] {e.version(), e.changed(), e.replayed()};
            case OwnReadingChosen e -> new Object[] {e.version(), e.instead()};
            case MentionCorrected e when e.batchId() != null -> new Object[] {e.batchId()};
            case MentionReadingConfirmed e when e.batchId() != null -> new Object[] {e.batchId()};
            case MentionReadingKept e -> new Object[] {e.batchId()};
            case MentionReadingRestored e -> new Object[] {e.batchId()};
            case MentionClassified e -> new Object[] {e.intent().name(), e.tone(), e.classifierVersion()};
            case MessageReceived e -> new Object[] {e.number()};
            case ConversationAssigned e -> new Object[] {e.memberId() == null ? "" : e.memberId()};
            case ReplyRevised e -> new Object[] {e.revision()};
            case ReviewOpened e ->
                new Object[] {
                    e.policyVersion(),
                    e.reasons().stream().map(ApprovalReason::rule).collect(Collectors.joining(", "))
                };
            case ReviewSeen e -> new Object[] {e.seenMessages()};
            case ReviewApproved e -> new Object[] {e.note() == null ? 0 : 1, e.note() == null ? "" : e.note()};
            case ReviewRefused e -> new Object[] {e.guidelineId(), e.guidelineVersion(), e.reason()};
            case PolicyDeclined e -> new Object[] {e.reason()};
            case AttemptStarted e -> new Object[] {e.attempt()};
            case AttemptNotSent e -> new Object[] {e.attempt(), e.why()};
            case OutcomeUnknown e -> new Object[] {e.attempt(), e.cause()};
            case DeliveryReconciled e -> new Object[] {e.found() ? 1 : 0, e.evidence()};
            case DeliveryConfirmed e -> new Object[] {e.permalink()};
            case DeliveryRejected e -> new Object[] {e.code(), e.detail()};
            case DeliveryParked e -> new Object[] {e.reason()};
            case SuggestionDecided e -> new Object[] {e.decision().name(), e.reason()};
            case EscalationClimbed e -> new Object[] {e.level(), String.join(", ", e.members())};
            default -> null;
        };
    }
}
