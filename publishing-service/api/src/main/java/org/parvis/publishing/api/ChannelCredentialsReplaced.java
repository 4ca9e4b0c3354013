package org.parvis.publishing.api;

/**
 * Another secret signs our account in from now on. The secret itself is in no entry; {@code fingerprint} is a keyed digest that only tells
 * whether two secrets are the same.
 */
public record ChannelCredentialsReplaced(String channelId, String brandId, String fingerprint)
        implements ChannelEvent {}
