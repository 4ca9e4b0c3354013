package org.parvis.listening.correction;

import java.util.List;
import org.parvis.listening.mention.Correction;

/**
 * What a batch would do, before anything is done.
 *
 * @param mentionIds of which it would say something
 * @param settled of how many of them a person has said something before
 * @param deleted how many are left out because they are gone from their network
 * @param alreadySo the same because nothing would change
 * @param elsewhere the same because there is no such mention of this brand
 */
record Plan(Correction correction, List<String> mentionIds, int settled, int deleted, int alreadySo, int elsewhere) {

    Plan {
        mentionIds = List.copyOf(mentionIds);
    }

    public int count() {
        return mentionIds.size();
    }
}
