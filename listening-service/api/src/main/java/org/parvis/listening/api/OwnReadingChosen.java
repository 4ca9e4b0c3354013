package org.parvis.listening.api;

/**
 * From now on new messages of the brand are read by this version.
 *
 * @param version 0 for the reading as it is shipped
 * @param instead the version that was in force
 */
public record OwnReadingChosen(String brandId, int version, int instead) implements OwnReadingEvent {}
