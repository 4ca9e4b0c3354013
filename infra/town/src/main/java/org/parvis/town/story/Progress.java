package org.parvis.town.story;

import java.time.Duration;

/** Where the story stands. */
public record Progress(boolean paused, double speed, Duration elapsed, int said, int toCome, int answersWaiting) {}
