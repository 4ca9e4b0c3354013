package org.parvis.identity.member;

import org.parvis.identity.rights.Action;

/** What a member's aggregate must know about the rest of the house; answered from the ledger, not from a read model. */
interface House {

    boolean hasBrand(String brandId);

    /** Whether there is a brand of this id in this country. */
    boolean hasBrandIn(String brandId, String country);

    /** Whether a member may do something on a brand as a whole now. */
    boolean lets(String memberId, Action action, String brandId);

    /** Whether rights that let somebody decide wait for a second person. */
    boolean demandsSecondPerson();

    /** Whether somebody else holds the right to run the whole house, with no end. */
    boolean hasOtherAdministrator(String memberId);
}
