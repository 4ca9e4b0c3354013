package org.parvis.moderation.policy;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.Ids;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.api.PolicyRule;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.people.Members;
import org.parvis.moderation.people.Reading;
import org.parvis.moderation.thread.Channels;
import org.parvis.moderation.web.BrandChoice;
import org.parvis.moderation.web.ExpectedVersion;
import org.parvis.moderation.web.RefusalWords;
import org.parvis.moderation.web.Settled;
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

/** The policy of a brand in words, its versions, a form to change it, and the explanation a composer shows. */
@Controller
@RequestMapping("/moderation/policy")
class PolicyPageController {

    private static final String VIEW = "moderation/policy";
    private static final int MOST_VERSIONS = 50;

    /** A version as it reads. */
    record VersionLine(
            int version,
            List<String> rules,
            @Nullable String by,
            @Nullable Instant at) {}

    private final Access access;
    private final Reading reading;
    private final Commands commands;
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
            Commands commands,
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
        this.commands = commands;
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
        show(brand, null, null, model, locale);
        tryOut(text, actor, model, locale);
        return VIEW;
    }

    private void show(String wanted, @Nullable PolicyForm typed, @Nullable String error, Model model, Locale locale) {
        var scope = reading.rules();
        if (scope.isEmpty()) {
            access.requireAnywhere(Action.MANAGE_POLICY);
        }
        var chosen = choice.of(wanted, scope);
        model.addAttribute("chosen", chosen);
        model.addAttribute("error", error);
        var brand = chosen.brand();
        if (brand != null) {
            addPolicy(brand, typed, model, locale);
        }
    }

    private void addPolicy(BrandDirectory.Entry brand, @Nullable PolicyForm typed, Model model, Locale locale) {
        var id = brand.brandId();
        var current = policies.of(id);
        model.addAttribute("current", line(current, id, locale));
        model.addAttribute("always", words.rule(PolicyEvaluation.ALWAYS.stored(), id, locale));
        model.addAttribute(
                "versions",
                policies.versions(id, MOST_VERSIONS).stream()
                        .map(version -> line(version, id, locale))
                        .toList());
        model.addAttribute("mayChange", reading.scope(Action.MANAGE_POLICY).coversBrand(id));
        model.addAttribute("form", typed != null ? typed : PolicyForm.of(current.rules()));
        model.addAttribute("channels", channels.of(id));
        model.addAttribute(
                "roles",
                PolicyForm.CHOOSABLE.stream()
                        .map(role -> new Option(role.name(), text("role." + role.name(), locale)))
                        .toList());
    }

    private VersionLine line(Policies.Version version, String brandId, Locale locale) {
        var by = version.adoptedBy();
        return new VersionLine(
                version.version(),
                version.rules().stream()
                        .map(rule -> words.rule(rule, brandId, locale))
                        .toList(),
                by == null ? null : members.nameOf(by),
                version.adoptedAt());
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

    @PostMapping
    String adopt(
            @RequestParam String brand,
            @RequestParam String version,
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
        access.require(Action.MANAGE_POLICY, Ids.requireValid("brand", brand));
        var form = new PolicyForm(
                everyReply, everyPost, promises, new LinkedHashSet<>(roles), words, new LinkedHashSet<>(channels));
        try {
            var rules = form.rules();
            rules.forEach(Rule::of);
            adopt(brand, rules, ExpectedVersion.of(version));
        } catch (InvalidRule e) {
            return again(brand, form, this.words.invalid(e, locale), actor, model, response, locale);
        } catch (Refused e) {
            return again(brand, form, refusals.of(e, locale), actor, model, response, locale);
        }
        flash.addFlashAttribute("pvDone", text("policy.adopted", locale));
        return "redirect:/moderation/policy?brand=" + brand;
    }

    private void adopt(String brand, List<PolicyRule> rules, @Nullable Long expected) {
        var version = (@Nullable Integer) commands.send(new AdoptPolicy(brand, brand, rules, expected));
        Settled.waitFor(() -> version == null || policies.of(brand).version() >= version);
    }

    private String again(
            String brand,
            PolicyForm form,
            String error,
            Actor actor,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        show(brand, form, error, model, locale);
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
