package org.parvis.crm.api;

/** On which occasion the author of a suggestion is told back. */
public enum Telling {
    DECLINED,
    SHIPPED
}
