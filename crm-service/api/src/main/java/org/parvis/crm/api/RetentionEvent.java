package org.parvis.crm.api;

/** What a brand settles about how long it keeps words of people outside. */
public sealed interface RetentionEvent
        permits RetentionProposed, RetentionDeclined, RetentionAdopted, RetentionHeld, RetentionHoldLifted {

    String brandId();
}
