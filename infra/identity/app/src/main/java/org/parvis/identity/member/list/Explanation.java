package org.parvis.identity.member.list;

import org.jspecify.annotations.Nullable;
import org.parvis.identity.rights.Verdict;

/**
 * Whether somebody may do something, said so that a person understands it.
 *
 * @param because the reason in words, in the reader's language
 * @param code the same reason for programs
 * @param grant the grant that decided, or the one that came nearest
 */
record Explanation(
        boolean allowed,
        String because,
        Verdict.Because code,
        @Nullable GrantItem grant) {}
