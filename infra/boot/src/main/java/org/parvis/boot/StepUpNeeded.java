package org.parvis.boot;

/** The member must show a second factor again before this: 403 for programs, and for people the way to the page that asks for it. */
public final class StepUpNeeded extends RuntimeException {

    static final String CODE = "STEP_UP_NEEDED";

    /** The page of identity that asks; it leads back with what was typed. */
    static final String PAGE = "/identity/step-up";

    public StepUpNeeded() {
        super(CODE);
    }
}
