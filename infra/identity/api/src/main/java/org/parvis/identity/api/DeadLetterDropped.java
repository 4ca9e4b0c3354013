package org.parvis.identity.api;

/**
 * Somebody gave up an entry that a read model could not digest: what it says is missing there from now on.
 *
 * @param group the handlers that could not digest it
 * @param sequence the stream it is of
 * @param droppedEventId the entry
 */
public record DeadLetterDropped(
        String dropId, String service, String group, String sequence, String droppedEventId, String eventType) {}
