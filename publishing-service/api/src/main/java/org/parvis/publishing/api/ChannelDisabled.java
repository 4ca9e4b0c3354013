package org.parvis.publishing.api;

/** The channel sends nothing. */
public record ChannelDisabled(String channelId, String brandId, String reason) implements ChannelEvent {}
