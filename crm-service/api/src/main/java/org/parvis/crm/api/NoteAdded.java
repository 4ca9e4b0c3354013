package org.parvis.crm.api;

import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** An internal note; never leaves the house. */
public record NoteAdded(
        String conversationId,
        String brandId,
        String noteId,
        @Subject String personId,
        @Protected String text) implements ConversationEvent {}
