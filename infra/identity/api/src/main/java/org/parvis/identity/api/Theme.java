package org.parvis.identity.api;

/** How a member wants pages painted. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK
}
