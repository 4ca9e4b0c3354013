package org.parvis.identity.api;

/** All that happens to the house's rule of the second person for deciding roles. */
public sealed interface SecondPersonEvent
        permits SecondPersonRequired, SecondPersonReleaseAsked, SecondPersonReleaseDeclined, SecondPersonReleased {

    String ruleId();
}
