package org.parvis.crm.today;

import java.util.HashMap;
import java.util.Map;
import org.parvis.boot.Access;
import org.parvis.identity.rights.Action;
import org.parvis.web.NavigationCounts;
import org.parvis.web.SignedIn;
import org.springframework.stereotype.Component;

/** The numbers beside Inbox and Suggestions: what waits for this member. */
@Component
class CrmCounts implements NavigationCounts {

    private final DueToday due;
    private final Access access;

    CrmCounts(DueToday due, Access access) {
        this.due = due;
        this.access = access;
    }

    @Override
    public Map<String, Count> of(SignedIn member) {
        var counts = new HashMap<String, Count>();
        var waiting =
                due.waiting(access.brands(Action.READ_INBOX), access.brands(Action.WORK_INBOX), member.memberId());
        if (waiting.waiting() > 0) {
            counts.put("inbox", waiting.late() > 0 ? Count.hot(waiting.waiting()) : Count.calm(waiting.waiting()));
        }
        var decides = access.brands(Action.DECIDE_SUGGESTION);
        if (!decides.ids().isEmpty()) {
            counts.put("suggestions", Count.calm(due.undecidedCount(decides, member.memberId())));
        }
        return counts;
    }
}
