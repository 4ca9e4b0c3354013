package org.parvis.publishing.api;

/** The post will not go out. */
public record PostCancelled(String postId, String brandId, String reason) implements PostEvent {}
