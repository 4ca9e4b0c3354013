package org.parvis.crm.suggestion.board;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.view.Spark;

/** One suggestion as the board shows it; {@code rhythm} counts new evidence in each of the last ten weeks. */
record SuggestionView(
        String id,
        String brandId,
        String productLineId,
        String productLine,
        String summary,
        Stage stage,
        @Nullable String decision,
        @Nullable String reason,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Instant shippedAt,
        @Nullable String shipNote,
        String raisedBy,
        Instant raisedAt,
        Instant firstMentionAt,
        int evidence,
        int authors,
        int drafted,
        int notReached,
        int told,
        long version,
        List<Integer> rhythm) {

    SuggestionView {
        rhythm = List.copyOf(rhythm);
    }

    SuggestionView withRhythm(List<Integer> weeks) {
        return new SuggestionView(
                id,
                brandId,
                productLineId,
                productLine,
                summary,
                stage,
                decision,
                reason,
                decidedBy,
                decidedAt,
                shippedAt,
                shipNote,
                raisedBy,
                raisedAt,
                firstMentionAt,
                evidence,
                authors,
                drafted,
                notReached,
                told,
                version,
                weeks);
    }

    /** The rhythm as small bars. */
    public Spark spark() {
        return Spark.of(rhythm);
    }

    /** Whether there is something to tell the authors. */
    public boolean isSettled() {
        return stage == Stage.SHIPPED || stage == Stage.DECLINED;
    }

    /** Authors with a reply in a drawer and nothing in their thread. */
    public int toTell() {
        return authors - told - notReached;
    }
}
