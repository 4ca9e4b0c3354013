package org.parvis.listening.lesson;

import java.util.List;
import java.util.Objects;
import org.parvis.listening.api.ChangedReading;
import org.parvis.privacy.Erased;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the words of messages that are read otherwise: entries name them only, so that they go with their authors. */
@Component
class Samples {

    private static final int LONGEST = 280;

    private final JdbcClient jdbc;

    Samples(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is gone, from its network or with its author, is left out. */
    List<LessonPageController.Sample> of(String brandId, List<ChangedReading> changed) {
        var ids = changed.stream().map(ChangedReading::mentionId).toArray(String[]::new);
        var words = jdbc
                .sql("""
                        select mention_id, left(coalesce(title || ' · ', '') || text, ?), text from mention
                         where brand_id = ? and mention_id = any(?) and not deleted
                        """)
                .params(LONGEST, brandId, ids)
                .query((row, n) -> new Found(row.getString(1), row.getString(2), Erased.is(row.getString(3))))
                .list()
                .stream()
                .filter(found -> !found.erased())
                .toList();
        return changed.stream()
                .map(one -> words.stream()
                        .filter(found -> found.mentionId().equals(one.mentionId()))
                        .findFirst()
                        .map(found -> new LessonPageController.Sample(
                                one,
                                found.words(),
                                one.toneBefore() != one.toneAfter(),
                                one.intentBefore() != one.intentAfter()))
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    private record Found(String mentionId, String words, boolean erased) {}
}
