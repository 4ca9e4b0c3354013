package org.parvis.identity.member;

import java.util.Map;
import org.parvis.axon.Refused;

/** A rule of a member said no. */
final class MemberRefused extends Refused {

    private static final long serialVersionUID = 1L;

    MemberRefused(MemberRefusal reason, String memberId, Map<String, Object> details) {
        super(reason.category(), reason, "member:" + memberId, details);
    }
}
