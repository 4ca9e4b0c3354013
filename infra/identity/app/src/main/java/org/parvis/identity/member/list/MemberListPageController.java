package org.parvis.identity.member.list;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.PageRequest;
import org.parvis.identity.brand.list.BrandItem;
import org.parvis.identity.brand.list.BrandItems;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.web.Hx;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who works here: the members one may see, with the rights they hold now. */
@Controller
final class MemberListPageController {

    private final MemberItems members;
    private final BrandItems brands;
    private final Access access;
    private final Clock clock;

    MemberListPageController(MemberItems members, BrandItems brands, Access access, Clock clock) {
        this.members = members;
        this.brands = brands;
        this.access = access;
        this.clock = clock;
    }

    /** A member and the rights in force. */
    record Row(MemberItem member, List<GrantItem> grants) {}

    @GetMapping(path = "/identity/members", params = "!new")
    String list(
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String brand,
            PageRequest page,
            Actor actor,
            Hx hx,
            Model model) {
        access.requireAnywhere(Action.READ_MEMBERS);
        var visible = access.brands(Action.READ_MEMBERS);
        var now = clock.instant();
        var chosen = brand == null || brand.isBlank() ? null : brand;
        var found = members.visible(actor.id(), visible, q, chosen, page);
        var grants = members.grantsOf(found.items().stream().map(MemberItem::id).toList());
        var known = brands.all(visible);
        model.addAttribute(
                "rows",
                found.items().stream()
                        .map(m -> new Row(
                                m,
                                MemberItems.inSight(grants.getOrDefault(m.id(), List.of()), m.id(), actor, visible)
                                        .stream()
                                        .filter(g -> g.holdsAt(now))
                                        .toList()))
                        .toList());
        model.addAttribute("brandNames", names(known));
        model.addAttribute("brands", known);
        model.addAttribute("q", q == null ? "" : q);
        model.addAttribute("brand", chosen == null ? "" : chosen);
        model.addAttribute("next", found.next() == null ? null : next(q, chosen, found.next()));
        model.addAttribute("mayAdd", !access.brands(Action.MANAGE_MEMBERS).ids().isEmpty());
        return hx.view("identity/members", "rows");
    }

    private static Map<String, String> names(List<BrandItem> brands) {
        return brands.stream().collect(Collectors.toMap(BrandItem::id, BrandItem::name));
    }

    private static String next(@Nullable String q, @Nullable String brand, String after) {
        return "/identity/members?q=" + encoded(q) + "&brand=" + encoded(brand) + "&after=" + encoded(after);
    }

    private static String encoded(@Nullable String text) {
        return text == null ? "" : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
