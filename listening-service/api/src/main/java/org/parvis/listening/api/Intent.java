package org.parvis.listening.api;

/** What the author of a mention wants. */
public enum Intent {
    QUESTION,
    CRITICISM,
    SUGGESTION,
    PRAISE,
    CRISIS_SIGN,
    SPAM,
    OTHER
}
