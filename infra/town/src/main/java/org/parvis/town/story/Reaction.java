package org.parvis.town.story;

import java.time.Duration;

/** What somebody says when a brand has answered, and how long it takes them. */
public record Reaction(Duration after, String text) {}
