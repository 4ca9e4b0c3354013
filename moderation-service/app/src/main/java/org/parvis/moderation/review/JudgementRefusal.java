package org.parvis.moderation.review;

import org.parvis.axon.Refused.Category;

/** Why a judgement was not accepted. */
enum JudgementRefusal {
    /** The author judges the own draft. */
    OWN_DRAFT(Category.FORBIDDEN),
    /** Somebody who wrote a part of the draft judges it. */
    OWN_EDIT(Category.FORBIDDEN),
    /** Whose role that lets them approve was given by somebody who wrote on the draft, a moment ago. */
    ROLE_FROM_AUTHOR(Category.FORBIDDEN),
    /** It is not known yet who gave the member the role. */
    ROLE_NOT_KNOWN_YET(Category.CONFLICT),
    /** Machines may ask for a judgement; they never give one. */
    AUTOMATION_CANNOT_DECIDE(Category.FORBIDDEN),
    /** The role in which the member acts does not allow approving. */
    ROLE_CANNOT_DECIDE(Category.FORBIDDEN),
    /** Reviews are opened by the policy, not by people. */
    ONLY_THE_POLICY_OPENS(Category.FORBIDDEN),
    ALREADY_DECIDED(Category.CONFLICT),
    WITHDRAWN(Category.CONFLICT),
    NOT_NEEDED(Category.CONFLICT),
    /** What the reviewer saw is not what is under review. */
    OTHER_CONTENT(Category.CONFLICT),
    /** A post has a text per channel; it goes back to its author instead of being edited here. */
    EDIT_OF_POST(Category.INVALID),
    EMPTY_TEXT(Category.INVALID),
    NO_REASON(Category.INVALID),
    UNKNOWN_GUIDELINE(Category.INVALID),
    NO_SUCH_REVIEW(Category.NOT_FOUND);

    private final Category category;

    JudgementRefusal(Category category) {
        this.category = category;
    }

    Category category() {
        return category;
    }
}
