package org.parvis.identity.api;

/** The rule stays on after all. */
public record SecondPersonReleaseDeclined(String ruleId, String deciderId) implements SecondPersonEvent {}
