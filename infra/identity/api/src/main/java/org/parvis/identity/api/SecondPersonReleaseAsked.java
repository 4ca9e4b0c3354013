package org.parvis.identity.api;

/** Somebody wants the rule off; it stays on until a second person agrees. */
public record SecondPersonReleaseAsked(String ruleId, String askerId) implements SecondPersonEvent {}
