package org.parvis.identity.api;

/** What a member is to a brand; the rights that follow are listed in {@link Rights}. */
public enum Role {
    COMMUNITY_MANAGER,
    EMPLOYEE,
    LEAD,
    PRODUCT_MANAGER,
    AGENCY,
    AUDITOR,
    ADMIN
}
