package org.parvis.identity.own;

import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.identity.member.MemberDesk;
import org.parvis.identity.member.list.MemberItems;
import org.parvis.identity.password.PasswordRules;
import org.parvis.identity.password.ShownPassword;
import org.parvis.identity.rights.Actor;
import org.springframework.stereotype.Component;

/** Changes one's own password for whoever knows the old one; a borrowed session is not enough. */
@Component
final class OwnPassword {

    private final ShownPassword shown;
    private final MemberDesk desk;
    private final MemberItems members;

    OwnPassword(ShownPassword shown, MemberDesk desk, MemberItems members) {
        this.shown = shown;
        this.desk = desk;
        this.members = members;
    }

    void change(Actor actor, String current, String wanted) {
        var member = members.find(actor.id()).orElseThrow(() -> new NotFound("member", actor.id()));
        var checked = PasswordRules.check("password", wanted, actor.id(), member.email());
        var old = shown.require("current", actor.id(), current);
        if (!desk.changePassword(actor, old, checked)) {
            throw new InvalidInput("current", "password-wrong");
        }
    }
}
