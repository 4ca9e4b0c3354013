package org.parvis.privacy;

/** Something new was to be stored about a person who was erased. */
public final class ErasedPersonException extends RuntimeException {

    ErasedPersonException(String subjectId) {
        super("Person " + subjectId + " was erased; nothing new is stored about them");
    }
}
