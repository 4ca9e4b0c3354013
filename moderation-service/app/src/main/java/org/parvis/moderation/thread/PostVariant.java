package org.parvis.moderation.thread;

/** The text of a post for one account and language. */
public record PostVariant(String channelId, String language, String text) {}
