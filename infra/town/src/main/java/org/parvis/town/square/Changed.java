package org.parvis.town.square;

/** A change together with the post as it is now. */
public record Changed(Change change, Post post) {}
