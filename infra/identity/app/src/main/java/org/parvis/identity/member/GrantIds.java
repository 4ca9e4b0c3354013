package org.parvis.identity.member;

import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;

/** Ids of rights. Those that groups bring begin with where the group is from, and nobody gives one of these by hand beforehand. */
public final class GrantIds {

    /** What groups of the company's sign-in bring. */
    public static final String COMPANY = "company-";

    /** What groups of the company's directory bring. */
    public static final String DIRECTORY = "directory-";

    private GrantIds() {}

    static String requireByHand(String grantId) {
        Ids.requireValid("grantId", grantId);
        if (grantId.startsWith(COMPANY) || grantId.startsWith(DIRECTORY)) {
            throw new InvalidInput("grantId", "id-of-groups", COMPANY, DIRECTORY);
        }
        return grantId;
    }
}
