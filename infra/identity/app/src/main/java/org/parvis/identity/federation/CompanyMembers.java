package org.parvis.identity.federation;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.axon.Refused;
import org.parvis.boot.Conflict;
import org.parvis.boot.Ids;
import org.parvis.boot.Shown;
import org.parvis.identity.federation.CompanyRefused.Why;
import org.parvis.identity.form.Fields;
import org.parvis.identity.member.EmailClaims;
import org.parvis.identity.member.LinkMember;
import org.parvis.identity.member.MemberDesk;
import org.parvis.identity.member.MemberProfile;
import org.parvis.identity.member.list.MemberItems;
import org.parvis.identity.rights.Actor;
import org.parvis.privacy.KeyRing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Finds the member whom the company means, or sets one up at the first sign-in. */
@Component
final class CompanyMembers {

    static final Actor FEDERATION = Actor.automation("identity.federation");

    private static final int LONGEST_ID = 60;
    private static final int TRIES = 50;

    private final JdbcClient jdbc;
    private final KeyRing keys;
    private final Commands commands;
    private final MemberDesk desk;
    private final MemberItems members;
    private final EmailClaims emails;
    private final CompanySettings settings;
    private final Clock clock;

    CompanyMembers(
            JdbcClient jdbc,
            KeyRing keys,
            Commands commands,
            MemberDesk desk,
            MemberItems members,
            EmailClaims emails,
            CompanySettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.commands = commands;
        this.desk = desk;
        this.members = members;
        this.emails = emails;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws CompanyRefused when nobody here is meant, or somebody who left */
    String memberOf(Jwt token) {
        var subject = Objects.requireNonNull(token.getSubject(), "an ID token names somebody");
        var memberId = linked(subject).orElseGet(() -> linkOnce(subject, token));
        if (members.find(memberId).filter(m -> m.leftAt() != null).isPresent()) {
            throw new CompanyRefused(Why.LEFT, memberId + " has left");
        }
        return memberId;
    }

    Optional<String> linked(String subject) {
        return jdbc.sql("select member_id from company_identity where issuer = ? and subject = ?")
                .params(settings.issuer(), digest(subject))
                .query(String.class)
                .optional();
    }

    /** Of several tabs of one person one sets them up; the others find that somebody was quicker, and that it was they. */
    private String linkOnce(String subject, Jwt token) {
        try {
            return link(subject, token);
        } catch (CompanyRefused | Conflict | AggregateNotFoundException e) {
            Shown.soon(() -> linked(subject).isPresent());
            return linked(subject).orElseThrow(() -> e);
        }
    }

    /** A member who has the same address, when the company vouches for it; otherwise a new one. */
    private String link(String subject, Jwt token) {
        if (!(token.getClaim("email") instanceof String email) || email.isBlank()) {
            throw new CompanyRefused(Why.NO_ADDRESS, "the ID token has no e-mail address");
        }
        var owner = emails.owner(email);
        if (owner.isPresent()) {
            var isSame = Boolean.TRUE.equals(token.getClaimAsBoolean("email_verified"))
                    && !owner.get().equals(settings.breakGlass())
                    && !isLinked(owner.get());
            if (!isSame) {
                throw new CompanyRefused(Why.ADDRESS_TAKEN, "the address belongs to " + owner.get());
            }
            if (!Shown.soon(() -> members.find(owner.get()).isPresent())) {
                throw new CompanyRefused(Why.ADDRESS_TAKEN, owner.get() + " is only just being set up");
            }
            return remember(subject, owner.get());
        }
        var id = freeId(token);
        desk.register(id, profile(token, email), null, FEDERATION, null);
        return remember(subject, id);
    }

    private boolean isLinked(String memberId) {
        return jdbc.sql("select exists (select from company_identity where member_id = ? and issuer = ?)")
                .params(memberId, settings.issuer())
                .query(Boolean.class)
                .single();
    }

    /** The row first: it lets one in of all who come with the same address at the same moment. */
    private String remember(String subject, String memberId) {
        var isFirst = jdbc.sql("""
                        insert into company_identity (issuer, subject, member_id, linked_at) values (?, ?, ?, ?)
                        on conflict do nothing""")
                        .params(
                                settings.issuer(),
                                digest(subject),
                                memberId,
                                clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (!isFirst) {
            throw new CompanyRefused(Why.ADDRESS_TAKEN, memberId + " is linked to somebody else");
        }
        try {
            commands.send(new LinkMember(memberId, settings.issuer(), subject), FEDERATION, null);
        } catch (Refused | AggregateNotFoundException e) {
            jdbc.sql("delete from company_identity where issuer = ? and subject = ?")
                    .params(settings.issuer(), digest(subject))
                    .update();
            throw e;
        }
        return memberId;
    }

    private static MemberProfile profile(Jwt token, String email) {
        var name = Objects.requireNonNullElse(token.getClaimAsString("name"), email);
        return new MemberProfile(
                Fields.name("name", name),
                Fields.email("email", email),
                language(token.getClaimAsString("locale")),
                zone(token));
    }

    private static String language(@Nullable String locale) {
        return locale != null && locale.toLowerCase(Locale.ROOT).startsWith("fr") ? "fr" : "en";
    }

    private static String zone(Jwt token) {
        var zone = token.getClaimAsString("zoneinfo");
        return zone != null && ZoneId.getAvailableZoneIds().contains(zone)
                ? zone
                : ZoneId.systemDefault().getId();
    }

    private String freeId(Jwt token) {
        var named = Objects.requireNonNullElse(token.getClaimAsString("preferred_username"), "")
                .toLowerCase(Locale.ROOT)
                .replaceFirst("@.*", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        var base = named.length() > LONGEST_ID ? named.substring(0, LONGEST_ID) : named;
        if (!base.isEmpty()) {
            for (var i = 1; i <= TRIES; i++) {
                var id = i == 1 ? base : base + "-" + i;
                if (members.find(id).isEmpty()) {
                    return id;
                }
            }
        }
        return Ids.next();
    }

    private String digest(String subject) {
        return keys.pseudonym(KeyRing.HOUSE, "company-subject", settings.issuer() + " " + subject);
    }
}
