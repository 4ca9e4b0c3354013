package org.parvis.identity.federation;

import org.parvis.identity.house.HouseAccess;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the company's sign-in service is set, for administrators to compare with what is set there. */
@Controller
final class CompanyPageController {

    private final CompanySettings settings;
    private final GroupRights groups;
    private final HouseAccess house;
    private final String address;

    CompanyPageController(
            CompanySettings settings,
            GroupRights groups,
            HouseAccess house,
            @Value("${parvis.identity.issuer}") String address) {
        this.settings = settings;
        this.groups = groups;
        this.house = house;
        this.address = address;
    }

    @GetMapping("/identity/company")
    String page(Model model) {
        house.require("house:sign-in");
        model.addAttribute("on", settings.isOn());
        model.addAttribute("issuer", settings.issuer());
        model.addAttribute("clientId", settings.clientId());
        model.addAttribute("hasSecret", !settings.clientSecret().isEmpty());
        model.addAttribute("claim", settings.groupsClaim());
        model.addAttribute("rights", groups.all());
        model.addAttribute("localPasswords", settings.localPasswords());
        model.addAttribute("breakGlass", settings.breakGlass());
        model.addAttribute("back", address + CompanySignInController.BACK);
        model.addAttribute("logout", address + CompanyLogoutController.PATH);
        return "identity/company";
    }
}
