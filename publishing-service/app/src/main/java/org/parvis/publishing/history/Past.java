package org.parvis.publishing.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one aggregate, in order.
 *
 * @param version the number of the last one, -1 when there is none
 */
public record Past<E>(List<Recorded<E>> entries, long version) {

    public Past {
        entries = List.copyOf(entries);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The first event, or null when nothing ever happened. */
    public @Nullable E first() {
        return entries.isEmpty() ? null : entries.getFirst().event();
    }

    /** The last event of a kind, or null. */
    public <T extends E> @Nullable Recorded<T> last(Class<T> kind) {
        for (var entry : entries.reversed()) {
            if (kind.isInstance(entry.event())) {
                return new Recorded<>(kind.cast(entry.event()), entry.at(), entry.sequence(), entry.actorId());
            }
        }
        return null;
    }
}
