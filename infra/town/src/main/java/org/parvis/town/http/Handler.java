package org.parvis.town.http;

/** Answers one kind of request. */
@FunctionalInterface
public interface Handler {
    Answer handle(Request request);
}
