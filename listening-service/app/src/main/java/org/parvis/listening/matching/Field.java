package org.parvis.listening.matching;

/** Where in a document a term stands. */
public enum Field {
    /** Words of the text as they are. */
    PLAIN,
    /** Words of the text by their French stem; only where the text is French. */
    FRENCH,
    /** Words of the text by their English stem; only where the text is English. */
    ENGLISH,
    AUTHOR,
    SITE,
    LANGUAGE,
    /** Host and path of what the text links to. */
    LINK
}
