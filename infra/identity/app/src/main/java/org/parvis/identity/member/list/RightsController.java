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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers who may do what, and why. */
@RestController
final class RightsController {

    private final Explanations explanations;
    private final MemberItems members;
    private final Access access;

    RightsController(Explanations explanations, MemberItems members, Access access) {
        this.explanations = explanations;
        this.members = members;
        this.access = access;
    }

    /** @param member who it is about; oneself when left out */
    @GetMapping("/api/identity/rights/explain")
    Explanation explain(
            @RequestParam @Nullable String member,
            @RequestParam @Nullable String action,
            @RequestParam @Nullable String brand,
            @RequestParam @Nullable String channel,
            Actor actor,
            Locale locale) {
        var asked = Fields.oneOf("action", action, Action.class);
        var brandId = Fields.text("brand", brand, 64);
        if (!brandId.equals(Grant.EVERY_BRAND)) {
            Ids.requireValid("brand", brandId);
        }
        var channelId = channel == null || channel.isBlank() ? null : Ids.requireValid("channel", channel);
        var memberId = member == null || member.isBlank() ? actor.id() : Ids.requireValid("member", member);
        var visible = memberId.equals(actor.id()) || members.isVisible(memberId, access.brands(Action.READ_MEMBERS));
        var found = members.find(memberId).filter(m -> visible).orElseThrow(() -> new NotFound("member", memberId));
        return explanations.answer(new Explanations.Question(found, asked, brandId, channelId), locale, actor.zone());
    }
}
