package org.parvis.identity.house;

/** Who else there is to confirm what concerns the whole house; answered from the ledger, not from a read model. */
public interface SecondPersons {

    boolean anotherThan(String memberId);
}
