package org.parvis.crm.retention;

/** What happened between a person and the house decides how long their words are kept. */
public enum PersonClass {
    /** They wrote, and we never did anything about it that names them. */
    NEVER_ANSWERED,
    /** We answered them, noted something about them, or carried a suggestion of theirs. */
    IN_CONVERSATION
}
