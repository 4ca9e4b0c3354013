package org.parvis.identity.api;

/** A member's password was set; the hash itself never enters the ledger. */
public record PasswordChanged(String memberId) implements MemberEvent {}
