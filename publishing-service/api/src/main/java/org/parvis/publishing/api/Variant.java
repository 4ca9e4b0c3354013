package org.parvis.publishing.api;

/** The text of a post for one channel and language. */
public record Variant(String channelId, String language, String text, String contentHash) {}
