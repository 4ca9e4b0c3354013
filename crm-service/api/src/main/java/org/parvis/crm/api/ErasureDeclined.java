package org.parvis.crm.api;

/** The person is not forgotten, on this ground. */
public record ErasureDeclined(String erasureId, String brandId, String deciderId, HoldGround ground)
        implements ErasureEvent {}
