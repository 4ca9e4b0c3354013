package org.parvis.moderation.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Erased;
import org.parvis.privacy.KeepsWordsApart;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;
import org.parvis.privacy.WordsApart;

/**
 * A draft waits for a judgement, bound to the hash of its content.
 *
 * @param channelId empty when it goes out through several
 * @param personId who is answered; null for a post
 * @param reasons the words of a draft to a person stand in {@code words}, see {@link #why}
 * @param words the words of the draft that made rules fire, all of them
 */
public record ReviewOpened(
        String reviewId,
        String brandId,
        Reviewed reviewed,
        String reviewedId,
        @Nullable String conversationId,
        @Nullable String mentionId,
        String channelId,
        @Subject @Nullable String personId,
        @Protected String text,
        String contentHash,
        int revision,
        String authorId,
        List<String> editors,
        int policyVersion,
        List<ApprovalReason> reasons,
        @Protected @Nullable String words)
        implements ReviewEvent, KeepsWordsApart {

    public ReviewOpened {
        editors = List.copyOf(editors);
        if (personId != null && words == null) {
            words = WordsApart.joined(
                    reasons.stream().filter(ReviewOpened::quotes).map(ApprovalReason::words));
        }
        // An entry of before has its words in its reasons; with the draft they are gone too.
        if (words != null && Erased.is(text)) {
            words = Erased.TEXT;
        }
        reasons = words == null
                ? List.copyOf(reasons)
                : reasons.stream()
                        .map(reason -> quotes(reason)
                                ? new ApprovalReason(reason.rule(), WordsApart.places(reason.words()))
                                : reason)
                        .toList();
    }

    /** Takes the words of a draft to a person out of the reasons. */
    public ReviewOpened(
            String reviewId,
            String brandId,
            Reviewed reviewed,
            String reviewedId,
            @Nullable String conversationId,
            @Nullable String mentionId,
            String channelId,
            @Nullable String personId,
            String text,
            String contentHash,
            int revision,
            String authorId,
            List<String> editors,
            int policyVersion,
            List<ApprovalReason> reasons) {
        this(
                reviewId,
                brandId,
                reviewed,
                reviewedId,
                conversationId,
                mentionId,
                channelId,
                personId,
                text,
                contentHash,
                revision,
                authorId,
                editors,
                policyVersion,
                reasons,
                null);
    }

    /** The reasons with their words. */
    public List<ApprovalReason> why() {
        var apart = new WordsApart(words);
        return reasons.stream()
                .map(reason -> quotes(reason) ? new ApprovalReason(reason.rule(), apart.into(reason.words())) : reason)
                .toList();
    }

    @Override
    public Map<String, Object> whole() {
        return Map.of("reasons", why());
    }

    private static boolean quotes(ApprovalReason reason) {
        return !ApprovalReason.OF_THE_HOUSE.contains(reason.rule());
    }
}
