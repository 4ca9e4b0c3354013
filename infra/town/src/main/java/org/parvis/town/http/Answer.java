package org.parvis.town.http;

/** What goes back to the caller: a response, or nothing at all. */
public sealed interface Answer {

    /** The connection is closed and not one byte is answered. */
    record Cut() implements Answer {}

    /** A response. */
    record Said(Response response) implements Answer {}
}
