package org.parvis.moderation.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.api.PolicyRule;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.people.Reading;
import org.parvis.moderation.web.ExpectedVersion;
import org.parvis.moderation.web.Settled;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The policy of a brand for programs: read it, adopt another one, ask what it would say. */
@RestController
@RequestMapping("/api/moderation/policy")
class PolicyApiController {

    /** A rule as it is stored and as it reads. */
    record RuleAnswer(String code, Map<String, String> parameters, String text) {}

    /** A policy as it is in force. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PolicyAnswer(
            String brand,
            int version,
            List<RuleAnswer> rules,
            @Nullable String adoptedBy,
            @Nullable Instant adoptedAt) {}

    record PolicyForm(@Nullable String brand, @Nullable List<@Nullable PolicyRule> rules) {}

    record ExplainForm(
            @Nullable String brand,
            @Nullable String kind,
            @Nullable String channel,
            @Nullable String language,
            @Nullable String text,
            @Nullable String author) {}

    record ExplainAnswer(boolean needed, int policyVersion, List<Explanation.Reason> reasons, List<Match> matches) {}

    private final Access access;
    private final Reading reading;
    private final Commands commands;
    private final Policies policies;
    private final PolicyWords words;
    private final Explainer explainer;
    private final BrandDirectory brands;

    PolicyApiController(
            Access access,
            Reading reading,
            Commands commands,
            Policies policies,
            PolicyWords words,
            Explainer explainer,
            BrandDirectory brands) {
        this.access = access;
        this.reading = reading;
        this.commands = commands;
        this.policies = policies;
        this.words = words;
        this.explainer = explainer;
        this.brands = brands;
    }

    @GetMapping
    ResponseEntity<PolicyAnswer> policy(@RequestParam String brand, Locale locale) {
        reading.requireRules(Ids.requireValid("brand", brand));
        return answer(brand, locale);
    }

    @PutMapping
    ResponseEntity<PolicyAnswer> adopt(
            @RequestBody PolicyForm form,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Locale locale) {
        var brand = Ids.requireValid("brand", Objects.requireNonNullElse(form.brand(), ""));
        access.require(Action.MANAGE_POLICY, brand);
        if (brands.find(brand).isEmpty()) {
            throw new NotFound("brand", brand);
        }
        if (form.rules() == null || form.rules().contains(null)) {
            throw new InvalidInput("rules", "required");
        }
        var rules = form.rules().stream().map(Objects::requireNonNull).toList();
        for (var rule : rules) {
            requireRule(rule, locale);
        }
        var version =
                (@Nullable Integer) commands.send(new AdoptPolicy(brand, brand, rules, ExpectedVersion.of(ifMatch)));
        Settled.waitFor(() -> version == null || policies.of(brand).version() >= version);
        return answer(brand, locale);
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
        var current = policies.of(brand);
        var rules = current.rules().stream()
                .map(rule -> new RuleAnswer(rule.code(), rule.parameters(), words.rule(rule, brand, locale)))
                .toList();
        return ResponseEntity.ok()
                .eTag(Integer.toString(current.version()))
                .body(new PolicyAnswer(brand, current.version(), rules, current.adoptedBy(), current.adoptedAt()));
    }
}
