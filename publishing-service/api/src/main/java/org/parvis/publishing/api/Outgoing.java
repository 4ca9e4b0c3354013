package org.parvis.publishing.api;

/** What a delivery carries. */
public enum Outgoing {
    REPLY,
    POST
}
