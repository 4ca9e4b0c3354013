package org.parvis.identity.member.list;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.NotFound;
import org.parvis.identity.form.Fields;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The answer to "may they?", as the part of a page that holds it. */
@Controller
final class ExplainPageController {

    private final Explanations explanations;
    private final MemberItems members;
    private final Access access;

    ExplainPageController(Explanations explanations, MemberItems members, Access access) {
        this.explanations = explanations;
        this.members = members;
        this.access = access;
    }

    @GetMapping("/identity/members/{id}/explain")
    String explain(
            @PathVariable String id,
            @RequestParam @Nullable String action,
            @RequestParam @Nullable String brand,
            @RequestParam @Nullable String channel,
            Actor actor,
            Locale locale,
            Model model) {
        var visible = id.equals(actor.id()) || members.isVisible(id, access.brands(Action.READ_MEMBERS));
        var member =
                members.find(Ids.requireValid(id)).filter(m -> visible).orElseThrow(() -> new NotFound("member", id));
        var brandId = Fields.text("brand", brand, 64);
        if (!brandId.equals(Grant.EVERY_BRAND)) {
            Ids.requireValid("brand", brandId);
        }
        var question = new Explanations.Question(
                member,
                Fields.oneOf("action", action, Action.class),
                brandId,
                channel == null || channel.isBlank() ? null : Ids.requireValid("channel", channel.strip()));
        model.addAttribute("explanation", explanations.answer(question, locale, actor.zone()));
        return "identity/member :: answer";
    }
}
