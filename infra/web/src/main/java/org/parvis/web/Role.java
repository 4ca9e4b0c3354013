package org.parvis.web;

/** What a signed-in member is here for; decides which pages the navigation lists, never what the services allow. */
public enum Role {
    COMMUNITY_MANAGER,
    EMPLOYEE,
    LEAD,
    PRODUCT_MANAGER,
    AGENCY,
    AUDITOR,
    ADMIN
}
