package org.parvis.moderation.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.IfMatch;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.api.PolicyRule;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.people.Reading;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The policy of a brand for programs: read it, propose another one, adopt or decline what is proposed, ask what it would say. The ETag
 * counts what happened to it; who changes something says which state they saw.
 */
@RestController
@RequestMapping("/api/moderation/policy")
class PolicyApiController {

    /** A rule as it is stored and as it reads. */
    record RuleAnswer(String code, Map<String, String> parameters, String text) {}

    /** What a proposal would do to one rule; texts as a person reads them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangeAnswer(
            PolicyChange.Kind change,
            String code,
            @Nullable String was,
            @Nullable String wouldBe,
            List<String> added,
            List<String> dropped) {}

    /**
     * A proposal that waits.
     *
     * @param replaces the number of the one whose place it took, when that was still open
     * @param adoptableBy the ids of the members who could adopt it
     * @param nobody what to do when there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProposalAnswer(
            int number,
            String state,
            List<RuleAnswer> rules,
            List<ChangeAnswer> changes,
            String proposedBy,
            Instant proposedAt,
            @Nullable Integer replaces,
            List<String> adoptableBy,
            @Nullable String nobody) {}

    /** A policy as it is in force, and what is proposed in its place. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PolicyAnswer(
            String brand,
            int version,
            List<RuleAnswer> rules,
            @Nullable String proposedBy,
            @Nullable String adoptedBy,
            @Nullable Instant adoptedAt,
            @Nullable ProposalAnswer proposal) {}

    record ProposalForm(@Nullable String brand, @Nullable List<@Nullable PolicyRule> rules) {}

    record Of(@Nullable String brand) {}

    record DeclineForm(@Nullable String brand, @Nullable String reason) {}

    record ExplainForm(
            @Nullable String brand,
            @Nullable String kind,
            @Nullable String channel,
            @Nullable String language,
            @Nullable String text,
            @Nullable String author) {}

    record ExplainAnswer(boolean needed, int policyVersion, List<Explanation.Reason> reasons, List<Match> matches) {}

    private static final String AWAITING = "AWAITING";

    private final Access access;
    private final Reading reading;
    private final PolicyDesk desk;
    private final Policies policies;
    private final PolicyWords words;
    private final Explainer explainer;

    PolicyApiController(
            Access access,
            Reading reading,
            PolicyDesk desk,
            Policies policies,
            PolicyWords words,
            Explainer explainer) {
        this.access = access;
        this.reading = reading;
        this.desk = desk;
        this.policies = policies;
        this.words = words;
        this.explainer = explainer;
    }

    @GetMapping
    ResponseEntity<PolicyAnswer> policy(@RequestParam String brand, Locale locale) {
        reading.requireRules(Ids.requireValid("brand", brand));
        return answer(brand, locale);
    }

    /** Takes the place of a proposal that is open. */
    @PutMapping("/proposal")
    ResponseEntity<PolicyAnswer> propose(@IfMatch long version, @RequestBody ProposalForm form, Locale locale) {
        var brand = brand(form.brand());
        desk.requireProposal(brand);
        if (form.rules() == null || form.rules().contains(null)) {
            throw new InvalidInput("rules", "required");
        }
        var rules = form.rules().stream().map(Objects::requireNonNull).toList();
        for (var rule : rules) {
            requireRule(rule, locale);
        }
        desk.propose(brand, rules, version);
        return answer(brand, locale);
    }

    @PostMapping("/adopt")
    ResponseEntity<PolicyAnswer> adopt(@IfMatch long version, @RequestBody Of form, Locale locale) {
        var brand = brand(form.brand());
        desk.adopt(brand, version);
        return answer(brand, locale);
    }

    @PostMapping("/decline")
    ResponseEntity<PolicyAnswer> decline(@IfMatch long version, @RequestBody DeclineForm form, Locale locale) {
        var brand = brand(form.brand());
        desk.decline(brand, Objects.requireNonNullElse(form.reason(), ""), version);
        return answer(brand, locale);
    }

    private static String brand(@Nullable String brand) {
        return Ids.requireValid("brand", Objects.requireNonNullElse(brand, ""));
    }

    private void requireRule(PolicyRule rule, Locale locale) {
        try {
            Rule.of(rule);
        } catch (InvalidRule e) {
            throw new InvalidInput("rules", "rule", words.invalid(e, locale));
        }
    }

    @GetMapping("/explain")
    ExplainAnswer explain(
            @RequestParam String brand,
            @RequestParam(defaultValue = "REPLY") Reviewed kind,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable String author,
            Actor actor,
            Locale locale) {
        return explained(brand, kind, channel, text, author, actor, locale);
    }

    @PostMapping("/explain")
    ExplainAnswer explain(@RequestBody ExplainForm form, Actor actor, Locale locale) {
        var brand = Objects.requireNonNullElse(form.brand(), "");
        requireWriter(brand, form.channel());
        return explained(
                brand,
                kind(form.kind()),
                form.channel(),
                Objects.requireNonNullElse(form.text(), ""),
                form.author(),
                actor,
                locale);
    }

    private ExplainAnswer explained(
            String brand,
            Reviewed kind,
            @Nullable String channel,
            String text,
            @Nullable String author,
            Actor actor,
            Locale locale) {
        requireWriter(brand, channel);
        var told = explainer.explain(kind, brand, channel, text, author == null ? actor.id() : author, locale);
        return new ExplainAnswer(told.isNeeded(), told.policyVersion(), told.reasons(), told.matches());
    }

    private void requireWriter(String brand, @Nullable String channel) {
        access.require(Action.DRAFT, Ids.requireValid("brand", brand), channel);
    }

    private static Reviewed kind(@Nullable String name) {
        return switch (name) {
            case null -> Reviewed.REPLY;
            case "REPLY" -> Reviewed.REPLY;
            case "POST" -> Reviewed.POST;
            default -> throw new InvalidInput("kind", "unknownKind", name);
        };
    }

    private ResponseEntity<PolicyAnswer> answer(String brand, Locale locale) {
        var changes = policies.changes(brand);
        var current = policies.of(brand);
        var proposal = policies.open(brand)
                .map(open -> proposal(brand, current, open, locale))
                .orElse(null);
        return ResponseEntity.ok()
                .eTag(Long.toString(changes))
                .body(new PolicyAnswer(
                        brand,
                        current.version(),
                        rules(current.rules(), brand, locale),
                        current.proposedBy(),
                        current.adoptedBy(),
                        current.adoptedAt(),
                        proposal));
    }

    private ProposalAnswer proposal(String brand, Policies.Version current, Policies.Proposal open, Locale locale) {
        var stands = desk.isStoodFor(open, brand);
        var adopters = desk.whoCouldAdopt(brand, open.proposedBy()).stream()
                .filter(member -> stands)
                .map(MemberDirectory.Entry::memberId)
                .toList();
        return new ProposalAnswer(
                open.number(),
                AWAITING,
                rules(open.rules(), brand, locale),
                PolicyChange.between(current.rules(), open.rules()).stream()
                        .map(change -> change(change, brand, locale))
                        .toList(),
                open.proposedBy(),
                open.proposedAt(),
                policies.replacedBy(brand, open).map(Policies.Proposal::number).orElse(null),
                adopters,
                adopters.isEmpty() ? nobody(stands, locale) : null);
    }

    private String nobody(boolean stands, Locale locale) {
        return stands ? words.nobodyAdopts(locale) : words.nobodyStands(locale);
    }

    private List<RuleAnswer> rules(List<PolicyRule> rules, String brand, Locale locale) {
        return rules.stream()
                .map(rule -> new RuleAnswer(rule.code(), rule.parameters(), words.rule(rule, brand, locale)))
                .toList();
    }

    private ChangeAnswer change(PolicyChange change, String brand, Locale locale) {
        return new ChangeAnswer(
                change.kind(),
                change.code(),
                change.was() == null ? null : words.rule(change.was(), brand, locale),
                change.wouldBe() == null ? null : words.rule(change.wouldBe(), brand, locale),
                change.added(),
                change.dropped());
    }
}
