package org.parvis.crm.conversation.inbox;

import java.util.Map;
import org.parvis.crm.page.FormProblem;
import org.parvis.crm.text.LineBreaks;

/** An act that was refused, with what stood in its form: the page draws the form again, open and with the reason. */
record RefusedAct(String name, Map<String, String> typed, FormProblem problem) {

    RefusedAct {
        typed = Map.copyOf(typed);
    }

    public boolean isOf(String form) {
        return name.equals(form);
    }

    public String typed(String field) {
        return LineBreaks.plain(typed.getOrDefault(field, ""));
    }
}
