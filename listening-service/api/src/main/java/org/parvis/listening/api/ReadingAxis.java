package org.parvis.listening.api;

/** What of a reading people correct, and a brand's own reading learns. */
public enum ReadingAxis {
    TONE,
    INTENT
}
