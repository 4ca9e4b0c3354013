package org.parvis.identity.api;

/** The rule is off, as two members wanted. */
public record SecondPersonReleased(String ruleId, String askerId, String confirmerId) implements SecondPersonEvent {}
