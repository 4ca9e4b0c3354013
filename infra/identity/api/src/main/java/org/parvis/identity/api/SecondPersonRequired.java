package org.parvis.identity.api;

/** From now on a second person confirms each right that lets somebody decide, and each right that somebody gives themselves. */
public record SecondPersonRequired(String ruleId, String memberId) implements SecondPersonEvent {}
