package org.parvis.listening.api;

/** To which side a tone leans, as people say it who do not weigh it. */
public enum Leaning {
    NEGATIVE,
    NEUTRAL,
    POSITIVE
}
