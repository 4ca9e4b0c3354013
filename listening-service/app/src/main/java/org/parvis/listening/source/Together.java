package org.parvis.listening.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.parvis.listening.importing.ImportLine;

/** Lines that are taken at once: few, and no two of one message, because what these say of it happens in their order. */
final class Together {

    private final int most;
    private final List<ImportLine> lines = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    Together(int most) {
        this.most = most;
    }

    boolean hasRoomFor(ImportLine line) {
        return lines.size() < most
                && !(line instanceof ImportLine.Message message
                        && ids.contains(message.item().remoteId()));
    }

    void add(ImportLine line) {
        lines.add(line);
        if (line instanceof ImportLine.Message message) {
            ids.add(message.item().remoteId());
        }
    }

    /** All that was added since the last time. */
    List<ImportLine> empty() {
        var all = List.copyOf(lines);
        lines.clear();
        ids.clear();
        return all;
    }
}
