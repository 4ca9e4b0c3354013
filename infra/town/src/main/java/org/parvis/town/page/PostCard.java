package org.parvis.town.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A post as a page shows it. */
record PostCard(
        String id,
        String name,
        String handle,
        String kind,
        String kindWord,
        boolean deleted,
        @Nullable String language,
        List<Bit> bits,
        When when,
        boolean edited,
        String replies,
        String repliesLabel,
        String likes,
        String likesLabel,
        boolean liked,
        @Nullable Parent parent,
        boolean focus) {

    /** A stretch of text, with a link when it can be followed. */
    record Bit(String text, @Nullable String href, boolean outside) {}

    /** What it answers. */
    record Parent(String id, String name, String excerpt) {}
}
