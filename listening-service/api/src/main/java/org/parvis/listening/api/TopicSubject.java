package org.parvis.listening.api;

/** What a standing query is about. */
public enum TopicSubject {
    BRAND,
    PRODUCT,
    MARKET,
    CUSTOMER,
    SUPPLIER,
    COMPETITOR
}
