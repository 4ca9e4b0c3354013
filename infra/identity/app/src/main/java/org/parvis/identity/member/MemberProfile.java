package org.parvis.identity.member;

/**
 * How a member is described.
 *
 * @param language the language of their pages until they choose another
 * @param zone IANA zone of their times until they choose another
 */
public record MemberProfile(String name, String email, String language, String zone) {}
