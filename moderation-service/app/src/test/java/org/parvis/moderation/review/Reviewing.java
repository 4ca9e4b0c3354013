package org.parvis.moderation.review;

import java.util.List;
import org.parvis.moderation.api.ApprovalReason;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewOpened;
import org.parvis.moderation.api.ReviewRefused;
import org.parvis.moderation.api.Reviewed;

/** Sample commands and events of one review of Inès's reply. */
final class Reviewing {

    static final String ID = "reply-r1-r1";
    static final String BRAND = "helianthe";
    static final String HASH = "9f2c";
    static final String TEXT = "Bonjour Margaux, il quittera votre relevé sous 5 jours.";
    static final String AUTHOR = "ines";

    private static final List<ApprovalReason> REASONS = List.of(new ApprovalReason("EVERY_REPLY", List.of()));

    private Reviewing() {}

    static OpenReview open(List<String> editors) {
        return open(editors, REASONS);
    }

    static OpenReview openWithoutReason() {
        return open(List.of(), List.of());
    }

    private static OpenReview open(List<String> editors, List<ApprovalReason> reasons) {
        return new OpenReview(
                ID,
                BRAND,
                Reviewed.REPLY,
                "r1",
                "c1",
                "m1",
                "bluesky-fr",
                "person-1",
                TEXT,
                HASH,
                1,
                AUTHOR,
                editors,
                2,
                reasons);
    }

    static ReviewOpened opened(List<String> editors) {
        return new ReviewOpened(
                ID,
                BRAND,
                Reviewed.REPLY,
                "r1",
                "c1",
                "m1",
                "bluesky-fr",
                "person-1",
                TEXT,
                HASH,
                1,
                AUTHOR,
                editors,
                2,
                REASONS);
    }

    static ReviewOpened openedPost() {
        return new ReviewOpened(
                ID,
                BRAND,
                Reviewed.POST,
                "p1",
                null,
                null,
                "bluesky-fr",
                null,
                TEXT,
                HASH,
                1,
                AUTHOR,
                List.of(),
                2,
                REASONS);
    }

    static ApproveReview approve(String hash) {
        return new ApproveReview(ID, BRAND, hash, null);
    }

    static RefuseReview refuse(String guideline) {
        return new RefuseReview(ID, BRAND, guideline, "Promises a date", HASH);
    }

    static ReviewApproved approved(String by) {
        return new ReviewApproved(ID, BRAND, Reviewed.REPLY, "r1", by, HASH, null, "person-1");
    }

    static ReviewRefused refused() {
        return new ReviewRefused(ID, BRAND, Reviewed.REPLY, "r1", "priya", "g-07", 3, "Promises a date", "person-1");
    }
}
