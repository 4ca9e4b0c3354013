package org.parvis.listening.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.privacy.KeepsWordsApart;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;
import org.parvis.privacy.WordsApart;

/**
 * A mention was understood: language, tone in [-1, 1], intent, each with its reasons. {@code unsure} asks a person to look.
 *
 * @param reasons their words stand in {@code words}, see {@link #why}
 * @param personId who wrote it; entries of before do not say it, and hold the words in their reasons
 * @param words the words of the message that decided, all of them
 */
public record MentionClassified(
        String mentionId,
        String brandId,
        String language,
        double tone,
        Intent intent,
        boolean abusive,
        boolean unsure,
        List<ClassificationReason> reasons,
        String classifierVersion,
        @Subject @Nullable String personId,
        @Protected @Nullable String words)
        implements MentionEvent, KeepsWordsApart {

    public MentionClassified {
        if (personId != null && words == null) {
            words = WordsApart.joined(reasons.stream().map(ClassificationReason::terms));
        }
        reasons = words == null
                ? List.copyOf(reasons)
                : reasons.stream()
                        .map(reason -> new ClassificationReason(reason.code(), WordsApart.places(reason.terms())))
                        .toList();
    }

    /** Takes the words out of the reasons. */
    public MentionClassified(
            String mentionId,
            String brandId,
            String language,
            double tone,
            Intent intent,
            boolean abusive,
            boolean unsure,
            List<ClassificationReason> reasons,
            String classifierVersion,
            String personId) {
        this(mentionId, brandId, language, tone, intent, abusive, unsure, reasons, classifierVersion, personId, null);
    }

    /** The reasons with their words. */
    public List<ClassificationReason> why() {
        var apart = new WordsApart(words);
        return reasons.stream()
                .map(reason -> new ClassificationReason(reason.code(), apart.into(reason.terms())))
                .toList();
    }

    @Override
    public Map<String, Object> whole() {
        return Map.of("reasons", why());
    }
}
