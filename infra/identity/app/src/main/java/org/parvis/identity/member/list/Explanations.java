package org.parvis.identity.member.list;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.NotFound;
import org.parvis.identity.api.Role;
import org.parvis.identity.brand.list.BrandItem;
import org.parvis.identity.brand.list.BrandItems;
import org.parvis.identity.form.Fields;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.identity.rights.Rights;
import org.parvis.identity.rights.Verdict;
import org.parvis.web.view.Dates;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in words who may do what and which grant decides it; the same table decides as in every service. */
@Component
final class Explanations {

    private final MemberItems members;
    private final WaitingGrants waiting;
    private final BrandItems brands;
    private final Access access;
    private final MessageSource words;
    private final Clock clock;

    Explanations(
            MemberItems members,
            WaitingGrants waiting,
            BrandItems brands,
            Access access,
            MessageSource words,
            Clock clock) {
        this.access = access;
        this.members = members;
        this.waiting = waiting;
        this.brands = brands;
        this.words = words;
        this.clock = clock;
    }

    /** What is asked: may this member do this on this brand (and channel)? */
    private record Question(
            MemberItem member,
            Action action,
            String brandId,
            @Nullable String channelId) {}

    /**
     * Answers as far as the asker may know: of members they see, on brands they work for, by rights they see.
     *
     * @throws NotFound for any other member or brand
     */
    Explanation ask(
            String memberId,
            @Nullable String action,
            @Nullable String brand,
            @Nullable String channel,
            Actor asker,
            Locale locale) {
        var sight = access.brands(Action.READ_MEMBERS);
        var asked = Fields.oneOf("action", action, Action.class);
        var brandId = Fields.text("brand", brand, 64);
        var isHouse = brandId.equals(Grant.EVERY_BRAND);
        if (!isHouse) {
            Ids.requireValid("brand", brandId);
        }
        var channelId = channel == null ? null : Ids.requireValid("channel", channel.strip());
        var isVisible = memberId.equals(asker.id()) || members.isVisible(memberId, sight);
        var member = members.find(Ids.requireValid("member", memberId))
                .filter(found -> isVisible)
                .orElseThrow(() -> new NotFound("member", memberId));
        if (!isHouse && !sight.contains(brandId)) {
            throw new NotFound("brand", brandId);
        }
        var known = MemberItems.inSight(members.grants(memberId), memberId, asker, sight);
        return answer(new Question(member, asked, brandId, channelId), known, locale, asker.zone());
    }

    private Explanation answer(Question question, List<GrantItem> grants, Locale locale, ZoneId zone) {
        var verdict = Rights.decide(
                grants.stream().map(GrantItem::grant).toList(),
                question.action(),
                question.brandId(),
                question.channelId(),
                clock.instant());
        if (!verdict.allowed()) {
            var waiting = waiting(question);
            if (waiting != null) {
                return new Explanation(false, waits(question, waiting, locale), Verdict.Because.WAITING, null);
            }
        }
        var decisive = verdict.grant() == null
                ? null
                : grants.stream()
                        .filter(g -> g.grant().equals(verdict.grant()))
                        .findFirst()
                        .orElse(null);
        var key = "identity.explain." + verdict.because();
        var action = text("action." + question.action(), locale);
        var name = question.member().name();
        var because = decisive == null
                ? text(key, locale, name, action, roles(question.action(), locale))
                : text(
                        key,
                        locale,
                        name,
                        action,
                        text("identity.role." + decisive.role(), locale),
                        place(decisive, locale),
                        decisive.id(),
                        until(decisive, locale, zone),
                        asked(question, locale));
        return new Explanation(verdict.allowed(), because, verdict.because(), decisive);
    }

    /** The first right that would allow it if a second person confirmed it. */
    private @Nullable WaitingGrant waiting(Question question) {
        return waiting.of(question.member().id()).stream()
                .filter(w -> Rights.decide(
                                List.of(w.grant()),
                                question.action(),
                                question.brandId(),
                                question.channelId(),
                                clock.instant())
                        .allowed())
                .findFirst()
                .orElse(null);
    }

    private String waits(Question question, WaitingGrant waiting, Locale locale) {
        return text(
                "identity.explain.WAITING",
                locale,
                question.member().name(),
                text("action." + question.action(), locale),
                text("identity.role." + waiting.role(), locale),
                brandName(waiting.brand(), locale),
                waiting.id());
    }

    private String asked(Question question, Locale locale) {
        return question.channelId() == null
                ? brandName(question.brandId(), locale)
                : text("identity.explain.channel", locale, brandName(question.brandId(), locale), question.channelId());
    }

    private String place(GrantItem grant, Locale locale) {
        return grant.channel() == null
                ? brandName(grant.brand(), locale)
                : text("identity.explain.channel", locale, brandName(grant.brand(), locale), grant.channel());
    }

    private String brandName(String brandId, Locale locale) {
        return brandId.equals(Grant.EVERY_BRAND)
                ? text("identity.explain.everyBrand", locale)
                : brands.find(brandId).map(BrandItem::name).orElse(brandId);
    }

    private String until(GrantItem grant, Locale locale, ZoneId zone) {
        return grant.until() == null
                ? text("identity.explain.noEnd", locale)
                : text(
                        "identity.explain.until",
                        locale,
                        Dates.write(
                                "d MMMM yyyy, HH:mm z", locale, grant.until().atZone(zone)));
    }

    private String roles(Action action, Locale locale) {
        return Arrays.stream(Role.values())
                .filter(role -> Rights.of(role).contains(action))
                .map(role -> text("identity.role." + role, locale))
                .collect(Collectors.joining(", "));
    }

    private String text(String key, Locale locale, Object... arguments) {
        return Objects.requireNonNull(words.getMessage(key, arguments, locale));
    }
}
