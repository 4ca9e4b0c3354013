package org.parvis.crm.relation;

/** Says who may look after relations of a brand; a relation asks before it is given to anybody. */
public interface Keepers {

    boolean mayKeep(String memberId, String brandId);
}
