package org.parvis.identity.factor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Shown;
import org.parvis.identity.api.Role;
import org.parvis.identity.form.Fields;
import org.parvis.identity.house.HouseAccess;
import org.parvis.identity.session.GatewayNews;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Of whom the house demands a second factor. */
@Controller
@RequestMapping(AccessRulePageController.PATH)
final class AccessRulePageController {

    static final String PATH = "/identity/second-factor/rule";

    private final Commands commands;
    private final FactorRoles roles;
    private final HouseAccess house;
    private final Access access;
    private final MessageSource words;

    AccessRulePageController(
            Commands commands, FactorRoles roles, HouseAccess house, Access access, MessageSource words) {
        this.commands = commands;
        this.roles = roles;
        this.house = house;
        this.access = access;
        this.words = words;
    }

    /** A role, and whether the house demands a second factor of it. */
    record Choice(String role, boolean demanded) {}

    @GetMapping
    String page(Model model) {
        house.require("rule:" + SecondFactorRule.ID);
        var demanded = roles.demanded();
        model.addAttribute(
                "roles",
                Arrays.stream(Role.values())
                        .map(role -> new Choice(role.name(), demanded.contains(role)))
                        .toList());
        return "identity/second-factor-rule";
    }

    @PostMapping
    String choose(
            @RequestParam(name = "role", required = false) @Nullable List<String> chosen,
            RedirectAttributes flash,
            Locale locale) {
        house.require("rule:" + SecondFactorRule.ID);
        access.requireSecondFactor();
        Set<Role> wanted = (chosen == null ? List.<String>of() : chosen)
                .stream().map(name -> Fields.oneOf("role", name, Role.class)).collect(Collectors.toUnmodifiableSet());
        commands.send(new RequireSecondFactor(SecondFactorRule.ID, wanted));
        Shown.soon(() -> roles.demanded().equals(wanted));
        GatewayNews.everybodyChanged();
        flash.addFlashAttribute("pvDone", words.getMessage("identity.rule.kept", null, locale));
        return "redirect:" + PATH;
    }
}
