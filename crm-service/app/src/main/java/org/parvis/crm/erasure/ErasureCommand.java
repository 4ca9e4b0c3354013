package org.parvis.crm.erasure;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.parvis.crm.api.ErasureGround;
import org.parvis.crm.api.HoldGround;

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
}
