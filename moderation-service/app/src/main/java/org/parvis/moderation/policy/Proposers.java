package org.parvis.moderation.policy;

/** Who may propose rules of a brand at this very moment. */
@FunctionalInterface
interface Proposers {

    boolean include(String memberId, String brandId);
}
