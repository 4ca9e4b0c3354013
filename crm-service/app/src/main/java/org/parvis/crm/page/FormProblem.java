package org.parvis.crm.page;

/**
 * Why a form was not carried out, in the reader's words.
 *
 * @param code stable, for rules about the page and for people who ask
 * @param status what the page answers with
 */
public record FormProblem(String text, String code, int status) {

    /** Whether it was filled in on a page that showed an older state. */
    public boolean isStale() {
        return code.equals("STALE_VERSION") || code.equals("CHANGED_MEANWHILE");
    }
}
