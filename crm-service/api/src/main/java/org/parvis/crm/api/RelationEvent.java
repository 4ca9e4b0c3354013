package org.parvis.crm.api;

/** All that happens to the tie with an influencer or journalist. */
public sealed interface RelationEvent
        permits ContactBarLifted,
                ContactBarred,
                NextContactPlanned,
                NextContactSettled,
                RelationBegun,
                RelationEnded,
                RelationHandedOver,
                RelationMoved {

    String relationId();

    String brandId();

    String personId();
}
