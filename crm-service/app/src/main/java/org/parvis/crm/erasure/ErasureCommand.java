package org.parvis.crm.erasure;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.parvis.crm.api.ErasureGround;
import org.parvis.crm.api.HoldGround;
import org.parvis.crm.api.SparedBecause;

/** What can be asked of an erasure. */
sealed interface ErasureCommand {

    String erasureId();

    String brandId();

    record RequestErasure(
            @TargetAggregateIdentifier String erasureId,
            String brandId,
            List<String> personIds,
            ErasureGround ground,
            Instant dueAt)
            implements ErasureCommand {

        public RequestErasure {
            personIds = personIds.stream().distinct().sorted().toList();
        }
    }

    record ApproveErasure(@TargetAggregateIdentifier String erasureId, String brandId) implements ErasureCommand {}

    record DeclineErasure(@TargetAggregateIdentifier String erasureId, String brandId, HoldGround ground)
            implements ErasureCommand {}

    record DeferErasure(@TargetAggregateIdentifier String erasureId, String brandId, HoldGround ground, Instant until)
            implements ErasureCommand {}

    record ResumeErasure(@TargetAggregateIdentifier String erasureId, String brandId) implements ErasureCommand {}

    /** The key of this person is destroyed already; says so for ever. */
    record RecordErased(@TargetAggregateIdentifier String erasureId, String brandId, String personId)
            implements ErasureCommand {}

    /**
     * The retention time of these people is over, by a policy that two members settled.
     *
     * @param neverAnsweredBefore whoever was never answered had their last contact before
     * @param inConversationBefore whoever we had to do with had their last contact before
     */
    record ExpirePersons(
            @TargetAggregateIdentifier String erasureId,
            String brandId,
            List<String> personIds,
            int policyVersion,
            Instant neverAnsweredBefore,
            Instant inConversationBefore,
            String proposerId,
            String adopterId)
            implements ErasureCommand {

        public ExpirePersons {
            personIds = personIds.stream().distinct().sorted().toList();
        }
    }

    /** Something keeps a person whose time seemed over. */
    record RecordSpared(
            @TargetAggregateIdentifier String erasureId, String brandId, String personId, SparedBecause because)
            implements ErasureCommand {}
}
