package org.parvis.publishing.api;

/** The channel may send again. */
public record ChannelEnabled(String channelId, String brandId) implements ChannelEvent {}
