package org.parvis.crm.api;

/** Somebody else, with the right to, agreed. */
public record ErasureApproved(String erasureId, String brandId, String requesterId, String approverId)
        implements ErasureEvent {}
