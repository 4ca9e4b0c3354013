package org.parvis.crm.integration.thread;

import java.time.Instant;
import org.parvis.axon.projection.Kept;
import org.parvis.listening.api.MentionCollected;

/** One row of the table {@code person}. */
record PersonRow(
        Key key, String network, String name, String handle, Instant knownSince, Instant lastSeen, int messages) {

    /** A person belongs to the brand that met them. */
    record Key(String brandId, String personId) {

        static Key of(MentionCollected event) {
            return new Key(event.brandId(), event.personId());
        }
    }

    static PersonRow first(MentionCollected event) {
        return new PersonRow(
                Key.of(event),
                event.network(),
                Kept.words(event.authorName()),
                Kept.words(event.authorHandle()),
                event.publishedAt(),
                event.publishedAt(),
                1);
    }

    /** Their newest message says what they call themselves. */
    PersonRow after(MentionCollected event) {
        var isNewest = !event.publishedAt().isBefore(lastSeen);
        return new PersonRow(
                key,
                network,
                isNewest ? Kept.words(event.authorName()) : name,
                isNewest ? Kept.words(event.authorHandle()) : handle,
                event.publishedAt().isBefore(knownSince) ? event.publishedAt() : knownSince,
                isNewest ? event.publishedAt() : lastSeen,
                messages + 1);
    }
}
