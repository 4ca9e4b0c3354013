package org.parvis.moderation.people;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By which rights a member approves, and whom they have them from. */
public interface ApprovingGrants {

    /** A right that allows approving; without giver and moment until the ledger is read up to it. */
    record Given(@Nullable String by, @Nullable Instant at) {}

    /** Those that hold on a brand and channel now. */
    List<Given> of(String memberId, String brandId, String channelId);
}
