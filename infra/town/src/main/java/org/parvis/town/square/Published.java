package org.parvis.town.square;

/**
 * What became of a draft.
 *
 * @param replayed true when the post was there already and nothing new happened
 */
public record Published(Post post, boolean replayed) {}
