package org.parvis.crm.api;

import java.time.Instant;
import java.util.List;

/**
 * The retention time of these people has passed, so they are forgotten. Two members wanted it when they settled the policy.
 *
 * @param neverAnsweredBefore whoever was never answered and had no contact since
 * @param inConversationBefore whoever was answered, noted or heard with a suggestion, and had no contact since
 */
public record RetentionExpired(
        String erasureId,
        String brandId,
        List<String> personIds,
        int policyVersion,
        Instant neverAnsweredBefore,
        Instant inConversationBefore,
        String proposerId,
        String adopterId)
        implements ErasureEvent {

    public RetentionExpired {
        personIds = List.copyOf(personIds);
    }
}
