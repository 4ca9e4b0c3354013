package org.parvis.crm.retention;

/** Who may propose for how long words are kept by a brand, at this very moment. */
@FunctionalInterface
interface Proposers {

    boolean include(String memberId, String brandId);
}
