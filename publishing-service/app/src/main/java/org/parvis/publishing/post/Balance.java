package org.parvis.publishing.post;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parvis.publishing.api.PostKind;

/** What went out, by what it was for: the shares of a bar. */
record Balance(long total, List<Part> parts) {

    /**
     * One kind.
     *
     * @param x where it begins, of 100
     * @param width how wide it is, of 100
     */
    record Part(PostKind kind, long count, double share, double x, double width) {}

    static Balance of(Map<PostKind, Long> counts) {
        var total = counts.values().stream().mapToLong(Long::longValue).sum();
        var parts = new ArrayList<Part>();
        var x = 0.0;
        for (var entry : counts.entrySet()) {
            var share = (double) entry.getValue() / total;
            parts.add(new Part(entry.getKey(), entry.getValue(), share, x, Math.max(0.5, share * 100 - 0.4)));
            x += share * 100;
        }
        return new Balance(total, parts);
    }
}
