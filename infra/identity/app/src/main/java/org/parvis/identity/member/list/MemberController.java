package org.parvis.identity.member.list;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.Listing;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.identity.api.Theme;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Members for programs: oneself, and colleagues on brands where one may see who works. */
@RestController
@RequestMapping("/api/identity")
final class MemberController {

    private final MemberItems members;
    private final Access access;

    MemberController(MemberItems members, Access access) {
        this.members = members;
        this.access = access;
    }

    record MemberView(
            String id,
            String name,
            String email,
            String language,
            Theme theme,
            String zone,
            Instant registeredAt,
            @Nullable Instant leftAt,
            List<GrantItem> grants) {

        static MemberView of(MemberItem m, List<GrantItem> grants) {
            return new MemberView(
                    m.id(),
                    m.name(),
                    m.email(),
                    m.language(),
                    m.theme(),
                    m.zone(),
                    m.registeredAt(),
                    m.leftAt(),
                    grants);
        }
    }

    @GetMapping("/members")
    Listing<MemberView> list(
            @RequestParam @Nullable String q, @RequestParam @Nullable String brand, PageRequest page, Actor actor) {
        var sight = access.brands(Action.READ_MEMBERS);
        var found = members.visible(actor.id(), sight, q, brand, page);
        var grants = members.grantsOf(found.items().stream().map(MemberItem::id).toList());
        return new Listing<>(
                found.items().stream()
                        .map(m -> MemberView.of(
                                m, MemberItems.inSight(grants.getOrDefault(m.id(), List.of()), m.id(), actor, sight)))
                        .toList(),
                found.next());
    }

    @GetMapping("/members/{id}")
    MemberView one(@PathVariable String id, Actor actor) {
        return view(Ids.requireValid(id), actor);
    }

    @GetMapping("/me")
    MemberView me(Actor actor) {
        return view(actor.id(), actor);
    }

    @GetMapping("/members/{id}/grants")
    Listing<GrantItem> grants(@PathVariable String id, Actor actor) {
        return new Listing<>(view(Ids.requireValid(id), actor).grants(), null);
    }

    private MemberView view(String id, Actor actor) {
        var sight = access.brands(Action.READ_MEMBERS);
        var visible = id.equals(actor.id()) || members.isVisible(id, sight);
        return members.find(id)
                .filter(m -> visible)
                .map(m -> MemberView.of(m, MemberItems.inSight(members.grants(id), id, actor, sight)))
                .orElseThrow(() -> new NotFound("member", id));
    }
}
