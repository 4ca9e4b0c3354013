package org.parvis.crm.relation;

import org.parvis.boot.Ids;

/** Names relations: a brand has one with a person and no second, so the id follows from both. */
public final class RelationId {

    private RelationId() {}

    public static String of(String brandId, String personId) {
        return Ids.derived("rel", "parvis-relation-1", brandId, personId);
    }
}
