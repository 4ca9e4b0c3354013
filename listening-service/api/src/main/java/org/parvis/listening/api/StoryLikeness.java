package org.parvis.listening.api;

/** In what a message is like another one of its story. */
public enum StoryLikeness {
    /** The words are the same, or nearly. */
    WORDS,
    /** One leads to the page of the other, or both lead to the same page. */
    PAGE
}
