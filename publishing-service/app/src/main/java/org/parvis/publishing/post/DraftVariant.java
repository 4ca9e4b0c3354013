package org.parvis.publishing.post;

/** The text of a post for one channel and language, as somebody wrote it. */
public record DraftVariant(String channelId, String language, String text) {}
