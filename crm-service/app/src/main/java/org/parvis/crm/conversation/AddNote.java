package org.parvis.crm.conversation;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.text.LineBreaks;

/** Leaves an internal note; who wrote it is the actor of the command. */
public record AddNote(
        @TargetAggregateIdentifier String conversationId,
        String brandId,
        String noteId,
        String text,
        @Nullable Long expectedVersion) {

    public AddNote {
        text = LineBreaks.plain(text);
    }
}
