package org.parvis.publishing.api;

/** Somebody took the post back before it left: it is a draft again. */
public record PostHeld(String postId, String brandId, String memberId) implements PostEvent {}
