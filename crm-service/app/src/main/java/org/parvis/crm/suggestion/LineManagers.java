package org.parvis.crm.suggestion;

/** Says who decides in a product line; a suggestion asks before it lets anybody decide. */
public interface LineManagers {

    boolean manages(String memberId, String productLineId);
}
