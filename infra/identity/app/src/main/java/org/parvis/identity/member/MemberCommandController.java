package org.parvis.identity.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.CommandSettings;
import org.parvis.boot.Ids;
import org.parvis.boot.NotFound;
import org.parvis.identity.house.HouseAccess;
import org.parvis.identity.member.list.MemberItems;
import org.parvis.identity.password.PasswordRules;
import org.parvis.identity.rights.Action;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sets up and describes members. */
@RestController
@RequestMapping("/api/identity/members/{id}")
final class MemberCommandController {

    private final MemberDesk desk;
    private final MemberItems members;
    private final CommandSettings request;
    private final HouseAccess house;

    MemberCommandController(MemberDesk desk, MemberItems members, CommandSettings request, HouseAccess house) {
        this.desk = desk;
        this.members = members;
        this.request = request;
        this.house = house;
    }

    /** @param passwordKept a first password was sent, and the member has one already, which stays; left out otherwise */
    record Described(
            String id,
            String name,
            String email,
            String language,
            String zone,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean passwordKept) {

        static Described of(String id, MemberProfile p) {
            return of(id, p, false);
        }

        static Described of(String id, MemberProfile p, boolean passwordKept) {
            return new Described(id, p.name(), p.email(), p.language(), p.zone(), passwordKept);
        }
    }

    record NewPassword(@Nullable String password) {

        @Override
        public String toString() {
            return "NewPassword[hidden]";
        }
    }

    @PutMapping
    ResponseEntity<Described> register(@PathVariable String id, @RequestBody MemberForm form) {
        house.requireAnywhere(Action.MANAGE_MEMBERS);
        Ids.requireValid(id);
        if (form.password() != null) {
            // Whoever knows it could come in as this member, on whichever brands they get rights later.
            house.require("member:" + id);
        }
        var profile = form.profile();
        var password =
                form.password() == null ? null : PasswordRules.check("password", form.password(), id, profile.email());
        var registration = desk.register(id, profile, password, request.currentActor(), request.currentCommandId());
        var body = Described.of(id, profile, registration.passwordKept());
        return registration.isNew()
                ? ResponseEntity.created(URI.create("/api/identity/members/" + id))
                        .body(body)
                : ResponseEntity.ok(body);
    }

    @PostMapping("/change")
    Described change(@PathVariable String id, @RequestBody MemberForm form) {
        house.require("member:" + Ids.requireValid(id));
        var profile = form.profile();
        desk.change(id, profile, request.currentActor());
        return Described.of(id, profile);
    }

    /** Somebody works here no longer. */
    @PostMapping("/leave")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void letGo(@PathVariable String id) {
        house.require("member:" + Ids.requireValid(id));
        desk.letGo(id, request.currentActor(), request.currentCommandId());
    }

    @PostMapping("/return")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(@PathVariable String id) {
        house.require("member:" + Ids.requireValid(id));
        desk.takeBack(id, request.currentActor(), request.currentCommandId());
    }

    /** For somebody who forgot theirs: an administrator sets one and hands it over. */
    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPassword(@PathVariable String id, @RequestBody NewPassword form) {
        house.require("member:" + Ids.requireValid(id));
        var member = members.find(id).orElseThrow(() -> new NotFound("member", id));
        var password = PasswordRules.check("password", form.password(), id, member.email());
        desk.setPassword(id, password, request.currentActor());
    }
}
