package org.parvis.listening.api;

/** A message that a brand's own reading reads otherwise than the one in force. */
public record ChangedReading(
        String mentionId, Leaning toneBefore, Leaning toneAfter, Intent intentBefore, Intent intentAfter) {}
