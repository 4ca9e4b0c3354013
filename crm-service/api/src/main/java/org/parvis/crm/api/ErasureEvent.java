package org.parvis.crm.api;

/** What happens to the wish that somebody outside be forgotten. */
public sealed interface ErasureEvent
        permits ErasureRequested,
                ErasureApproved,
                ErasureDeclined,
                ErasureDeferred,
                ErasureResumed,
                RetentionExpired,
                RetentionSpared,
                PersonErased,
                PersonForgotten,
                ErasureFinished {

    String erasureId();

    String brandId();
}
