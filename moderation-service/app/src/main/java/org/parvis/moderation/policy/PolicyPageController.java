package org.parvis.moderation.policy;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.people.Members;
import org.parvis.moderation.people.Reading;
import org.parvis.moderation.thread.Channels;
import org.parvis.moderation.web.BrandChoice;
import org.parvis.moderation.web.RefusalWords;
import org.parvis.web.view.Option;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The policy of a brand in words, what is proposed in its place, its history, and the explanation a composer shows. */
@Controller
@RequestMapping("/moderation/policy")
class PolicyPageController {

    private static final String VIEW = "moderation/policy";
    private static final int MOST_VERSIONS = 50;

    /** A version as it reads. */
    record VersionLine(
            int version,
            List<String> rules,
            @Nullable String proposedBy,
            @Nullable String by,
            @Nullable Instant at) {}

    /** One rule of the comparison as it reads; {@code added} and {@code dropped} when both sides have it. */
    record ChangeLine(
            PolicyChange.Kind kind,
            @Nullable String was,
            @Nullable String wouldBe,
            List<String> added,
            List<String> dropped) {}

    /** The open proposal as it reads. */
    record OpenLine(
            int number,
            List<ChangeLine> changes,
            String by,
            Instant at,
            boolean own,
            boolean stands,
            @Nullable Integer replaces,
            List<String> adopters) {}

    /** A proposal that is no longer open, or the open one, in the history. */
    record ProposalLine(
            int number,
            Policies.State state,
            String by,
            Instant at,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String reason,
            @Nullable Integer policyVersion) {}

    private final Access access;
    private final Reading reading;
    private final PolicyDesk desk;
    private final Policies policies;
    private final PolicyWords words;
    private final Explainer explainer;
    private final BrandChoice choice;
    private final Members members;
    private final Channels channels;
    private final RefusalWords refusals;
    private final MessageSource messages;

    PolicyPageController(
            Access access,
            Reading reading,
            PolicyDesk desk,
            Policies policies,
            PolicyWords words,
            Explainer explainer,
            BrandChoice choice,
            Members members,
            Channels channels,
            RefusalWords refusals,
            MessageSource messages) {
        this.access = access;
        this.reading = reading;
        this.desk = desk;
        this.policies = policies;
        this.words = words;
        this.explainer = explainer;
        this.choice = choice;
        this.members = members;
        this.channels = channels;
        this.refusals = refusals;
        this.messages = messages;
    }

    @GetMapping
    String policy(
            @RequestParam(defaultValue = "") String brand,
            @RequestParam(defaultValue = "") String text,
            Actor actor,
            Model model,
            Locale locale) {
        show(brand, null, null, actor, model, locale);
        tryOut(text, actor, model, locale);
        return VIEW;
    }

    private void show(
            String wanted,
            @Nullable PolicyForm typed,
            @Nullable String error,
            Actor actor,
            Model model,
            Locale locale) {
        var scope = reading.rules();
        if (scope.isEmpty()) {
            access.requireAnywhere(Action.MANAGE_POLICY);
        }
        var chosen = choice.of(wanted, scope);
        model.addAttribute("chosen", chosen);
        model.addAttribute("error", error);
        var brand = chosen.brand();
        if (brand != null) {
            addPolicy(brand, typed, actor, model, locale);
        }
    }

    private void addPolicy(
            BrandDirectory.Entry brand, @Nullable PolicyForm typed, Actor actor, Model model, Locale locale) {
        var id = brand.brandId();
        model.addAttribute("version", policies.changes(id));
        var current = policies.of(id);
        model.addAttribute("current", line(current, id, locale));
        model.addAttribute("always", words.rule(PolicyEvaluation.ALWAYS.stored(), id, locale));
        model.addAttribute(
                "versions",
                policies.versions(id, MOST_VERSIONS).stream()
                        .map(version -> line(version, id, locale))
                        .toList());
        var mayPropose = reading.scope(PolicyDesk.PROPOSES).coversBrand(id);
        model.addAttribute("mayPropose", mayPropose);
        model.addAttribute("mayDecide", desk.mayDecide(id));
        var proposal = policies.open(id);
        model.addAttribute(
                "open",
                proposal.map(open -> open(open, current, id, actor, locale)).orElse(null));
        model.addAttribute(
                "history",
                policies.proposals(id, MOST_VERSIONS).stream()
                        .map(this::proposalLine)
                        .toList());
        model.addAttribute(
                "nobody", mayPropose && desk.whoCouldAdopt(id, actor.id()).isEmpty());
        var stands = proposal.map(Policies.Proposal::rules).orElse(current.rules());
        model.addAttribute("form", typed != null ? typed : PolicyForm.of(stands));
        model.addAttribute("channels", channels.of(id));
        model.addAttribute(
                "roles",
                PolicyForm.CHOOSABLE.stream()
                        .map(role -> new Option(role.name(), text("role." + role.name(), locale)))
                        .toList());
    }

    private VersionLine line(Policies.Version version, String brandId, Locale locale) {
        var by = version.adoptedBy();
        var proposedBy = version.proposedBy();
        return new VersionLine(
                version.version(),
                version.rules().stream()
                        .map(rule -> words.rule(rule, brandId, locale))
                        .toList(),
                proposedBy == null ? null : members.nameOf(proposedBy),
                by == null ? null : members.nameOf(by),
                version.adoptedAt());
    }

    private OpenLine open(
            Policies.Proposal open, Policies.Version current, String brandId, Actor actor, Locale locale) {
        return new OpenLine(
                open.number(),
                PolicyChange.between(current.rules(), open.rules()).stream()
                        .map(change -> changeLine(change, brandId, locale))
                        .toList(),
                members.nameOf(open.proposedBy()),
                open.proposedAt(),
                open.proposedBy().equals(actor.id()),
                desk.isStoodFor(open, brandId),
                policies.replacedBy(brandId, open)
                        .map(Policies.Proposal::number)
                        .orElse(null),
                desk.whoCouldAdopt(brandId, open.proposedBy()).stream()
                        .map(MemberDirectory.Entry::name)
                        .toList());
    }

    private ChangeLine changeLine(PolicyChange change, String brandId, Locale locale) {
        return new ChangeLine(
                change.kind(),
                change.was() == null ? null : words.rule(change.was(), brandId, locale),
                change.wouldBe() == null ? null : words.rule(change.wouldBe(), brandId, locale),
                change.added().stream()
                        .map(entry -> words.entry(change, entry, locale))
                        .toList(),
                change.dropped().stream()
                        .map(entry -> words.entry(change, entry, locale))
                        .toList());
    }

    private ProposalLine proposalLine(Policies.Proposal proposal) {
        var decidedBy = proposal.decidedBy();
        return new ProposalLine(
                proposal.number(),
                proposal.state(),
                members.nameOf(proposal.proposedBy()),
                proposal.proposedAt(),
                decidedBy == null ? null : members.nameOf(decidedBy),
                proposal.decidedAt(),
                proposal.reason(),
                proposal.policyVersion());
    }

    /** Without a text there is nothing to try. */
    private void tryOut(String text, Actor actor, Model model, Locale locale) {
        model.addAttribute("tried", text);
        var chosen = (BrandChoice.Chosen) model.getAttribute("chosen");
        if (!text.isBlank() && chosen != null && chosen.brand() != null) {
            var brand = chosen.brand().brandId();
            model.addAttribute("explanation", explainer.explain(Reviewed.REPLY, brand, null, text, actor.id(), locale));
        }
    }

    @PostMapping("/propose")
    String propose(
            @RequestParam String brand,
            @RequestParam long version,
            @RequestParam(defaultValue = "false") boolean everyReply,
            @RequestParam(defaultValue = "false") boolean everyPost,
            @RequestParam(defaultValue = "false") boolean promises,
            @RequestParam(defaultValue = "") Set<String> roles,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") Set<String> channels,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        // Who may not is not told what is wrong with the form.
        desk.requireProposal(Ids.requireValid("brand", brand));
        var form = new PolicyForm(
                everyReply, everyPost, promises, new LinkedHashSet<>(roles), words, new LinkedHashSet<>(channels));
        try {
            var rules = form.rules();
            rules.forEach(Rule::of);
            desk.propose(brand, rules, version);
        } catch (InvalidRule e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return again(brand, form, this.words.invalid(e, locale), actor, model, locale);
        } catch (Refused e) {
            response.setStatus(RefusalWords.status(e).value());
            return again(brand, form, refusals.of(e, locale), actor, model, locale);
        }
        return done("policy.done.propose", brand, flash, locale);
    }

    @PostMapping("/adopt")
    String adopt(
            @RequestParam String brand,
            @RequestParam long version,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        try {
            desk.adopt(Ids.requireValid("brand", brand), version);
        } catch (Refused e) {
            response.setStatus(RefusalWords.status(e).value());
            return again(brand, null, refusals.of(e, locale), actor, model, locale);
        }
        return done("policy.done.adopt", brand, flash, locale);
    }

    @PostMapping("/decline")
    String decline(
            @RequestParam String brand,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        model.addAttribute("reason", reason);
        try {
            desk.decline(Ids.requireValid("brand", brand), reason, version);
        } catch (Refused e) {
            response.setStatus(RefusalWords.status(e).value());
            return again(brand, null, refusals.of(e, locale), actor, model, locale);
        } catch (InvalidInput e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return again(brand, null, refusals.of(e, locale), actor, model, locale);
        }
        return done("policy.done.decline", brand, flash, locale);
    }

    private String done(String key, String brand, RedirectAttributes flash, Locale locale) {
        flash.addFlashAttribute("pvDone", text(key, locale));
        return "redirect:/moderation/policy?brand=" + brand;
    }

    private String again(
            String brand, @Nullable PolicyForm form, String error, Actor actor, Model model, Locale locale) {
        show(brand, form, error, actor, model, locale);
        tryOut("", actor, model, locale);
        return VIEW;
    }

    /** What a composer shows under the text while somebody writes; also the answer to "try it" on the policy page. */
    @RequestMapping(
            path = "/explain",
            method = {RequestMethod.GET, RequestMethod.POST})
    String explain(
            @RequestParam String brand,
            @RequestParam(defaultValue = "REPLY") Reviewed kind,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(defaultValue = "") String text,
            Actor actor,
            Model model,
            Locale locale) {
        var account = channel == null || channel.isBlank() ? null : channel;
        access.require(Action.DRAFT, Ids.requireValid("brand", brand), account);
        model.addAttribute("explanation", explainer.explain(kind, brand, account, text, actor.id(), locale));
        return "moderation/explain :: explain";
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage("moderation." + key, null, locale));
    }
}
