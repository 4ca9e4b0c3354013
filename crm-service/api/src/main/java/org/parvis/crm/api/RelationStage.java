package org.parvis.crm.api;

/** How near the house and somebody who carries weight have come. */
public enum RelationStage {
    /** We know of them; they do not know of us. */
    SPOTTED,
    APPROACHED,
    IN_CONVERSATION,
    PARTNER,
    /** Nothing is asked of either side for now. */
    RESTING
}
