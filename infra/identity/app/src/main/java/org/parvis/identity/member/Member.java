package org.parvis.identity.member;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.identity.member.MemberRefusal.*;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.identity.api.GrantAsked;
import org.parvis.identity.api.GrantDeclined;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.GrantWithdrawn;
import org.parvis.identity.api.MemberChanged;
import org.parvis.identity.api.MemberEvent;
import org.parvis.identity.api.MemberLeft;
import org.parvis.identity.api.MemberLinked;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.MemberReturned;
import org.parvis.identity.api.PasswordChanged;
import org.parvis.identity.api.PreferencesChosen;
import org.parvis.identity.api.RecoveryCodesRenewed;
import org.parvis.identity.api.SecondFactorEnrolled;
import org.parvis.identity.api.SecondFactorRemoved;
import org.parvis.identity.api.Theme;
import org.parvis.identity.api.TokenIssued;
import org.parvis.identity.api.TokenRevoked;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;

/** A person who works here, with the rights given to them and the tokens they made. */
@SuppressWarnings("NullAway.Init")
final class Member {

    /** Grants travel in every access token: their number bounds its size. */
    static final int MOST_GRANTS = 40;

    /** Whoever gives rights on one brand only cannot use up what others may give. */
    static final int MOST_ON_ONE_BRAND = 20;

    /** Those that ended and those that wait counted too: a member is told with all of them. */
    static final int MOST_KNOWN_ON_ONE_BRAND = 50;

    static final int MOST_TOKENS = 20;
    static final Duration LONGEST_TOKEN = Duration.ofDays(366);

    private record Preferences(String language, Theme theme, String zone) {

        /** What the house says of a member's language and clock counts until the member chooses, and again when it changes. */
        Preferences after(MemberProfile old, MemberProfile changed) {
            return new Preferences(
                    old.language().equals(changed.language()) ? language : changed.language(),
                    theme,
                    old.zone().equals(changed.zone()) ? zone : changed.zone());
        }
    }

    /** A right that somebody wants given and a second person has not confirmed. */
    private record Wish(GrantTerms terms, String askerId, long version) {}

    @AggregateIdentifier
    private String id;

    private @Nullable MemberProfile profile;
    private Preferences preferences;
    private final Map<String, GrantTerms> grants = new HashMap<>();
    private final Map<String, Wish> waiting = new HashMap<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final Map<String, Instant> tokens = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private boolean left;
    private boolean secondFactor;

    Member() {}

    /** @return whether the member is new */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean decide(RegisterMember command) {
        var wanted = command.profile();
        if (profile == null) {
            apply(new MemberRegistered(
                    command.memberId(), wanted.name(), wanted.email(), wanted.language(), wanted.zone()));
            return true;
        }
        require(profile.equals(wanted), ALREADY_EXISTS_DIFFERENT);
        return false;
    }

    @CommandHandler
    void decide(
            ChangeMember command,
            House house,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actorId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        requireStillManages(Grant.EVERY_BRAND, house, actorId, kind);
        var wanted = command.profile();
        if (!wanted.equals(profile)) {
            apply(new MemberChanged(id, wanted.name(), wanted.email(), wanted.language(), wanted.zone()));
        }
    }

    @CommandHandler
    void decide(ChoosePreferences command) {
        if (!preferences.equals(new Preferences(command.language(), command.theme(), command.zone()))) {
            apply(new PreferencesChosen(id, command.language(), command.theme(), command.zone()));
        }
    }

    /** Who changes a password may fear for the old one: what was made under it ends too. */
    @CommandHandler
    void decide(
            RecordPassword command,
            House house,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actorId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        require(!left, MEMBER_LEFT);
        requireOwnOrStillManages(house, actorId, kind);
        revokeTokens();
        apply(new PasswordChanged(id));
    }

    @CommandHandler
    void decide(
            LetMemberGo command,
            House house,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actorId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        if (left) {
            return;
        }
        requireStillManages(Grant.EVERY_BRAND, house, actorId, kind);
        require(
                grants.values().stream().noneMatch(GrantTerms::keepTheHouse) || house.hasOtherAdministrator(id),
                LAST_ADMINISTRATOR);
        List.copyOf(grants.entrySet())
                .forEach(g ->
                        apply(new GrantWithdrawn(id, g.getKey(), g.getValue().brandId())));
        Map.copyOf(waiting).forEach((grantId, wish) -> decline(grantId, wish, actorId));
        revokeTokens();
        if (secondFactor) {
            apply(new SecondFactorRemoved(id));
        }
        apply(new MemberLeft(id));
    }

    @CommandHandler
    void decide(
            TakeMemberBack command,
            House house,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actorId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        if (left) {
            requireStillManages(Grant.EVERY_BRAND, house, actorId, kind);
            apply(new MemberReturned(id));
        }
    }

    @CommandHandler
    void decide(LinkMember command) {
        require(!left, MEMBER_LEFT);
        apply(new MemberLinked(id, command.issuer(), command.companyId()));
    }

    @CommandHandler
    void decide(EnrolSecondFactor command) {
        require(!left, MEMBER_LEFT);
        apply(new SecondFactorEnrolled(id));
    }

    @CommandHandler
    void decide(
            RemoveSecondFactor command,
            House house,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actorId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        if (secondFactor) {
            requireOwnOrStillManages(house, actorId, kind);
            apply(new SecondFactorRemoved(id));
        }
    }

    @CommandHandler
    void decide(RenewRecoveryCodes command) {
        require(secondFactor, NO_SECOND_FACTOR);
        apply(new RecoveryCodesRenewed(id));
    }

    private void revokeTokens() {
        List.copyOf(tokens.keySet()).forEach(token -> apply(new TokenRevoked(id, token)));
    }

    @CommandHandler
    Giving decide(
            GiveGrant command,
            House house,
            Clock clock,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String giverId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        var terms = command.terms();
        var known = grants.get(command.grantId());
        if (known != null) {
            require(known.equals(terms), ALREADY_EXISTS_DIFFERENT);
            return Giving.KNOWN;
        }
        var wish = waiting.get(command.grantId());
        require(wish == null || wish.terms().equals(terms), ALREADY_EXISTS_DIFFERENT);
        if (wish == null) {
            requireRoomOn(terms.brandId());
        }
        requireGivable(terms, house, clock.instant());
        require(manages(terms.brandId(), house, giverId, kind), GRANT_GIVER_WITHOUT_RIGHT);
        // The company's directory is its own second person.
        if (giverId != null && isHuman(kind) && (terms.decide() || giverId.equals(id)) && house.demandsSecondPerson()) {
            if (wish == null) {
                apply(new GrantAsked(
                        id,
                        command.grantId(),
                        terms.role(),
                        terms.brandId(),
                        terms.country(),
                        terms.channelId(),
                        terms.until(),
                        giverId));
            }
            return Giving.WAITING;
        }
        give(command.grantId(), terms);
        return Giving.NEW;
    }

    @CommandHandler
    void decide(
            ConfirmGrant command,
            House house,
            Clock clock,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        var wish = requireWish(command.grantId(), command.version(), kind);
        require(!wish.askerId().equals(memberId), GRANT_OWN_WISH);
        require(!id.equals(memberId), GRANT_FOR_ONESELF);
        requireGivable(wish.terms(), house, clock.instant());
        var brand = wish.terms().brandId();
        require(memberId != null && house.lets(memberId, Action.CONFIRM_GRANT, brand), GRANT_GIVER_WITHOUT_RIGHT);
        require(house.lets(wish.askerId(), Action.MANAGE_MEMBERS, brand), GRANT_ASKER_WITHOUT_RIGHT);
        give(command.grantId(), wish.terms());
    }

    /** Whoever asked may do this too. */
    @CommandHandler
    void decide(
            DeclineGrant command,
            House house,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        var wish = requireWish(command.grantId(), command.version(), kind);
        require(
                memberId != null
                        && house.lets(
                                memberId, Action.CONFIRM_GRANT, wish.terms().brandId()),
                RIGHT_ENDED_MEANWHILE);
        decline(command.grantId(), wish, memberId);
    }

    private void decline(String grantId, Wish wish, @Nullable String memberId) {
        apply(new GrantDeclined(id, grantId, wish.terms().brandId(), memberId == null ? "" : memberId));
    }

    private Wish requireWish(String grantId, long version, @Nullable String kind) {
        require(isHuman(kind), GRANT_PEOPLE_CONFIRM);
        var wish = waiting.get(grantId);
        if (wish == null) {
            throw new MemberRefused(GRANT_NOT_WAITING, id, Map.of("grant", grantId));
        }
        require(wish.version() == version, GRANT_CHANGED_MEANWHILE);
        return wish;
    }

    /**
     * Asked when it is decided and not only when it is wanted: whoever was dismissed while this waited its turn decides nothing any more.
     */
    private void requireStillManages(String brandId, House house, @Nullable String actorId, @Nullable String kind) {
        require(manages(brandId, house, actorId, kind), RIGHT_ENDED_MEANWHILE);
    }

    private void requireOwnOrStillManages(House house, @Nullable String actorId, @Nullable String kind) {
        require(id.equals(actorId) || manages(Grant.EVERY_BRAND, house, actorId, kind), RIGHT_ENDED_MEANWHILE);
    }

    /** Automations decide by no right. */
    private static boolean manages(String brandId, House house, @Nullable String actorId, @Nullable String kind) {
        return actorId == null || !isHuman(kind) || house.lets(actorId, Action.MANAGE_MEMBERS, brandId);
    }

    private static boolean isHuman(@Nullable String kind) {
        return Actor.Kind.HUMAN.name().equals(kind);
    }

    private void requireGivable(GrantTerms terms, House house, Instant now) {
        require(!left, MEMBER_LEFT);
        require(!terms.ended(now), GRANT_ALREADY_ENDED);
        require(
                terms.brandId().equals(Grant.EVERY_BRAND) || house.hasBrand(terms.brandId()),
                BRAND_UNKNOWN,
                Map.of("brand", terms.brandId()));
        require(terms.country() == null || house.hasBrandIn(terms.brandId(), terms.country()), COUNTRY_WITHOUT_BRAND);
        require(terms.channelId() == null || !terms.brandId().equals(Grant.EVERY_BRAND), CHANNEL_WITHOUT_BRAND);
        var holding = grants.values().stream().filter(g -> !g.ended(now)).toList();
        require(holding.size() < MOST_GRANTS, TOO_MANY_GRANTS, Map.of("most", MOST_GRANTS));
        var there = holding.stream()
                .filter(g -> g.brandId().equals(terms.brandId()))
                .count();
        require(there < MOST_ON_ONE_BRAND, TOO_MANY_GRANTS_THERE, Map.of("most", MOST_ON_ONE_BRAND));
    }

    private void requireRoomOn(String brandId) {
        var known = Stream.concat(
                        grants.values().stream(), waiting.values().stream().map(Wish::terms))
                .filter(terms -> terms.brandId().equals(brandId))
                .count();
        require(known < MOST_KNOWN_ON_ONE_BRAND, TOO_MANY_ENDED_GRANTS_THERE, Map.of("most", MOST_KNOWN_ON_ONE_BRAND));
    }

    private void give(String grantId, GrantTerms terms) {
        apply(new GrantGiven(
                id, grantId, terms.role(), terms.brandId(), terms.country(), terms.channelId(), terms.until()));
    }

    @CommandHandler
    void decide(
            WithdrawGrant command,
            House house,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actorId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        var wish = waiting.get(command.grantId());
        if (wish != null) {
            requireStillManages(wish.terms().brandId(), house, actorId, kind);
            decline(command.grantId(), wish, actorId);
            return;
        }
        var terms = grants.get(command.grantId());
        if (terms == null) {
            require(withdrawn.contains(command.grantId()), GRANT_UNKNOWN, Map.of("grant", command.grantId()));
            return;
        }
        requireStillManages(terms.brandId(), house, actorId, kind);
        require(
                !terms.keepTheHouse() || keepsTheHouseWithout(command.grantId()) || house.hasOtherAdministrator(id),
                LAST_ADMINISTRATOR);
        apply(new GrantWithdrawn(id, command.grantId(), terms.brandId()));
    }

    @CommandHandler
    void decide(IssueToken command, Clock clock) {
        var now = clock.instant();
        require(!left, MEMBER_LEFT);
        require(command.until().isAfter(now), TOKEN_ALREADY_ENDED);
        require(
                !command.until().isAfter(now.plus(LONGEST_TOKEN)),
                TOKEN_TOO_LONG,
                Map.of("days", LONGEST_TOKEN.toDays()));
        // It can be read once: a repetition has nothing to show.
        require(!tokens.containsKey(command.tokenId()) && !revoked.contains(command.tokenId()), TOKEN_ALREADY_ISSUED);
        var live = tokens.values().stream().filter(now::isBefore).count();
        require(live < MOST_TOKENS, TOO_MANY_TOKENS, Map.of("most", MOST_TOKENS));
        apply(new TokenIssued(id, command.tokenId(), command.until()));
    }

    @CommandHandler
    void decide(
            RevokeToken command,
            House house,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actorId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        if (tokens.containsKey(command.tokenId())) {
            requireOwnOrStillManages(house, actorId, kind);
            apply(new TokenRevoked(id, command.tokenId()));
        } else {
            require(revoked.contains(command.tokenId()), TOKEN_UNKNOWN, Map.of("token", command.tokenId()));
        }
    }

    @EventSourcingHandler
    void evolve(MemberEvent event, @SequenceNumber long sequence) {
        switch (event) {
            case MemberRegistered m -> {
                id = m.memberId();
                profile = new MemberProfile(m.name(), m.email(), m.language(), m.zone());
                preferences = new Preferences(m.language(), Theme.SYSTEM, m.zone());
            }
            case MemberChanged m -> {
                var changed = new MemberProfile(m.name(), m.email(), m.language(), m.zone());
                preferences = profile == null ? preferences : preferences.after(profile, changed);
                profile = changed;
            }
            case PreferencesChosen p -> preferences = new Preferences(p.language(), p.theme(), p.zone());
            case PasswordChanged p -> {}
            case MemberLinked m -> {}
            case MemberLeft m -> left = true;
            case MemberReturned m -> left = false;
            case SecondFactorEnrolled f -> secondFactor = true;
            case SecondFactorRemoved f -> secondFactor = false;
            case RecoveryCodesRenewed c -> {}
            case GrantGiven g -> {
                grants.put(g.grantId(), new GrantTerms(g.role(), g.brandId(), g.country(), g.channelId(), g.until()));
                waiting.remove(g.grantId());
                withdrawn.remove(g.grantId());
            }
            case GrantAsked g ->
                waiting.put(
                        g.grantId(),
                        new Wish(
                                new GrantTerms(g.role(), g.brandId(), g.country(), g.channelId(), g.until()),
                                g.askerId(),
                                sequence));
            case GrantDeclined g -> {
                waiting.remove(g.grantId());
                withdrawn.add(g.grantId());
            }
            case GrantWithdrawn g -> {
                grants.remove(g.grantId());
                withdrawn.add(g.grantId());
            }
            case TokenIssued t -> tokens.put(t.tokenId(), t.until());
            case TokenRevoked t -> {
                tokens.remove(t.tokenId());
                revoked.add(t.tokenId());
            }
        }
    }

    private boolean keepsTheHouseWithout(String grantId) {
        return grants.entrySet().stream()
                .anyMatch(g -> !g.getKey().equals(grantId) && g.getValue().keepTheHouse());
    }

    private void require(boolean holds, MemberRefusal otherwise) {
        require(holds, otherwise, Map.of());
    }

    private void require(boolean holds, MemberRefusal otherwise, Map<String, Object> details) {
        if (!holds) {
            throw new MemberRefused(otherwise, id, details);
        }
    }
}
