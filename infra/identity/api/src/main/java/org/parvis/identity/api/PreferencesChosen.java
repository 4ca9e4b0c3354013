package org.parvis.identity.api;

/** A member chose language, theme and zone of their pages. */
public record PreferencesChosen(String memberId, String language, Theme theme, String zone) implements MemberEvent {}
