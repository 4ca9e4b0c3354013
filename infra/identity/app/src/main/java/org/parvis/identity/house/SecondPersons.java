package org.parvis.identity.house;

import org.parvis.identity.rights.Action;

/** Who else there is to confirm what concerns the whole house; answered from the ledger, not from a read model. */
public interface SecondPersons {

    boolean anotherThan(String memberId);

    /** Whether a member may do something on a brand as a whole now. */
    boolean lets(String memberId, Action action, String brandId);
}
