package org.parvis.identity.member;

/** What came of giving a right. */
enum Giving {
    NEW,
    KNOWN,
    /** It allows nothing until a second person confirms it. */
    WAITING
}
