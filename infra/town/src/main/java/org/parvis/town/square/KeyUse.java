package org.parvis.town.square;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a key was used for: the post and the content it was first sent with, which a later edit does not change. */
record KeyUse(String post, String text, @Nullable String inReplyTo, Instant at) {

    boolean sameContent(Draft draft) {
        return text.equals(draft.text()) && Objects.equals(inReplyTo, draft.inReplyTo());
    }
}
