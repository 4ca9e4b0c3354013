package org.parvis.town.fault;

/** What a request does. */
public enum Operation {
    READ,
    WRITE
}
