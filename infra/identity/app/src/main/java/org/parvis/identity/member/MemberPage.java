package org.parvis.identity.member;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.Ids;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.NotFound;
import org.parvis.identity.brand.list.BrandItem;
import org.parvis.identity.brand.list.BrandItems;
import org.parvis.identity.form.Choices;
import org.parvis.identity.form.FormError;
import org.parvis.identity.member.list.GrantItem;
import org.parvis.identity.member.list.MemberItem;
import org.parvis.identity.member.list.MemberItems;
import org.parvis.identity.member.list.WaitingGrant;
import org.parvis.identity.member.list.WaitingGrants;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts together what the page of one member shows. */
@Component
final class MemberPage {

    static final String VIEW = "identity/member";
    static final String NEW = "identity/member-new";

    private final MemberItems members;
    private final WaitingGrants waiting;
    private final BrandItems brands;
    private final MemberDirectory directory;
    private final Access access;
    private final Choices choices;
    private final MessageSource words;
    private final Clock clock;

    MemberPage(
            MemberItems members,
            WaitingGrants waiting,
            BrandItems brands,
            MemberDirectory directory,
            Access access,
            Choices choices,
            MessageSource words,
            Clock clock) {
        this.members = members;
        this.waiting = waiting;
        this.brands = brands;
        this.directory = directory;
        this.access = access;
        this.choices = choices;
        this.words = words;
        this.clock = clock;
    }

    /** What was typed about a member, to be shown again when it is not taken. */
    record Typed(String id, String name, String email, String language, String zone) {

        static Typed of(MemberItem m) {
            return new Typed(m.id(), m.name(), m.email(), m.language(), m.zone());
        }

        MemberForm form(@Nullable String password) {
            return new MemberForm(name, email, language, zone, password);
        }
    }

    /** A right as a row: its name in words, who gave it, and whether it still counts. */
    record GrantRow(GrantItem grant, String brandName, String givenBy, boolean inForce, boolean mayWithdraw) {}

    /** A right that waits for a second person. */
    record WaitingRow(WaitingGrant grant, String brandName, String askedBy) {}

    MemberItem visible(String memberId) {
        Ids.requireValid(memberId);
        var own = CurrentActor.require().id().equals(memberId);
        var visible = access.brands(Action.READ_MEMBERS);
        return members.find(memberId)
                .filter(m -> own || members.isVisible(memberId, visible))
                .orElseThrow(() -> new NotFound("member", memberId));
    }

    String show(MemberItem member, @Nullable Typed typed, @Nullable FormError error, Model model, Locale locale) {
        var managed = access.brands(Action.MANAGE_MEMBERS);
        model.addAttribute("member", member);
        model.addAttribute("typed", typed == null ? Typed.of(member) : typed);
        model.addAttribute("error", error == null ? new FormError("-", "") : error);
        model.addAttribute("grants", rows(member.id(), locale));
        model.addAttribute("waiting", waiting(member.id(), locale));
        model.addAttribute("mayChange", managed.all());
        model.addAttribute("mayGive", !managed.ids().isEmpty());
        model.addAttribute("everyBrand", managed.all());
        model.addAttribute("managedBrands", brands.all(managed));
        model.addAttribute("brands", brands.all(access.brands(Action.READ_MEMBERS)));
        model.addAttribute("roles", choices.roles(locale));
        model.addAttribute("actions", choices.actions(locale));
        model.addAttribute("languages", choices.pageLanguages());
        model.addAttribute("zones", choices.zones());
        return VIEW;
    }

    String blank(Typed typed, @Nullable FormError error, Model model) {
        model.addAttribute("typed", typed);
        model.addAttribute("error", error == null ? new FormError("-", "") : error);
        model.addAttribute("languages", choices.pageLanguages());
        model.addAttribute("zones", choices.zones());
        model.addAttribute("mayPassword", access.brands(Action.MANAGE_MEMBERS).all());
        return NEW;
    }

    private List<GrantRow> rows(String memberId, Locale locale) {
        var now = clock.instant();
        var managed = access.brands(Action.MANAGE_MEMBERS);
        var held = MemberItems.inSight(
                members.grants(memberId), memberId, CurrentActor.require(), access.brands(Action.READ_MEMBERS));
        var names = directory.names(held.stream().map(GrantItem::givenBy).collect(Collectors.toSet()));
        return held.stream()
                .map(g -> new GrantRow(
                        g,
                        brandName(g.brand(), locale),
                        names.getOrDefault(g.givenBy(), g.givenBy()),
                        g.holdsAt(now),
                        managed.contains(g.brand())))
                .toList();
    }

    private List<WaitingRow> waiting(String memberId, Locale locale) {
        var sight = access.brands(Action.READ_MEMBERS);
        var reader = CurrentActor.require();
        return waiting.of(memberId).stream()
                .filter(w -> MemberItems.isInSight(w.brand(), memberId, reader, sight))
                .map(w -> new WaitingRow(w, brandName(w.brand(), locale), directory.name(w.askedBy())))
                .toList();
    }

    private String brandName(String brandId, Locale locale) {
        return brandId.equals(Grant.EVERY_BRAND)
                ? String.valueOf(words.getMessage("identity.explain.everyBrand", null, locale))
                : brands.find(brandId).map(BrandItem::name).orElse(brandId);
    }
}
