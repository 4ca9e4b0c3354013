package org.parvis.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.crm.PlainBrowser.Shown;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.listening.api.Intent;

/** How long words are kept, as a browser without scripts asks for it, in both languages. Each test has a brand of its own. */
class RetentionPagesIT {

    private static PageHouse house;
    private static RunningService crm;

    @BeforeAll
    static void start() {
        house = PageHouse.open();
        crm = house.service;
    }

    @AfterAll
    static void nothingIsLeftUndigested() {
        crm.caughtUp();
        assertThat(crm.bean(DeadLetters.class).count()).isZero();
    }

    private static Actor member(String brand, String id, String name, Role... roles) {
        return PageHouse.named(new Outside(crm, brand).member(id, name, roles), name, Locale.ENGLISH);
    }

    private static String brand(String id, String name) {
        new Outside(crm, id).brand(id, name, "fr");
        crm.caughtUp();
        return "/crm/retention?brand=" + id;
    }

    private static void says(Shown page, String... texts) {
        assertThat(page.text().replaceAll("\\s+", " ")).as(page.address()).contains(texts);
    }

    private static void isRefused(Shown page, int status, String text) {
        assertThat(page.status()).as("%s%n%s", page.address(), page.html()).isEqualTo(status);
        assertThat(page.html()).contains("role=\"alert\"");
        says(page, text);
    }

    @Test
    void oneProposesAnotherAdoptsAndBothSeeWhatItDoes() {
        var page = brand("brand-flow", "Bruyère");
        var lead = member("brand-flow", "lead-flow", "Lou Lead", Role.LEAD);
        var auditor = member("brand-flow", "auditor-flow", "Nora Audit", Role.AUDITOR);
        crm.caughtUp();
        var empty = house.page(lead, page);
        says(empty, "Nothing expires: no retention is settled", "Propose one below", "Bruyère");
        assertThat(empty.html()).contains("value=\"13\"", "value=\"72\"").doesNotContain("/crm/retention/adopt");
        says(house.pageInFrench(auditor, page), "Rien n’expire", "Tout suspendre", "Conservation");
        assertThat(house.page(auditor, page).html()).doesNotContain("/crm/retention/propose");

        var browser = house.browserOf(lead);
        isRefused(
                browser.press(empty, "/crm/retention/propose", "neverAnswered", "0", "inConversation", "99"),
                422,
                "Choose between 1 and 240 months");
        var typed = browser.press(empty, "/crm/retention/propose", "neverAnswered", "soon", "inConversation", "99");
        isRefused(typed, 422, "Type a number of months");
        assertThat(typed.html()).contains("value=\"soon\"", "value=\"99\"");
        var proposed = browser.press(typed, "/crm/retention/propose", "neverAnswered", "6", "inConversation", "24");
        assertThat(proposed.status()).isEqualTo(200);
        says(
                proposed,
                "waits for a decision",
                "6 months",
                "24 months",
                "By this, nobody’s time would be over now.",
                "You proposed this, so somebody else adopts it.");
        assertThat(proposed.html()).doesNotContain("/crm/retention/adopt");

        var toDecide = house.page(auditor, page);
        says(
                toDecide,
                "Nothing expires",
                "A proposal waits below",
                "Lou Lead",
                "Adopting lets the clock destroy keys by itself");
        var adopted = house.browserOf(auditor).press(toDecide, "/crm/retention/adopt");
        says(adopted, "version 1", "Adopted by", "Nora Audit", "In the next 30 days", "adopted as version 1");
        eventually(() -> says(house.page(lead, page), "Last looks", "Handed over"));
        says(
                house.pageInFrench(lead, page),
                "En vigueur",
                "6 mois",
                "Personnes restées sans réponse",
                "adoptée, version 1",
                "Derniers passages");
        isRefused(
                house.browserOf(auditor).press(toDecide, "/crm/retention/decline"),
                409,
                "Somebody changed the retention of this brand meanwhile");
    }

    @Test
    void aHoldIsShownToEverybodyAndLiftedByWhoDecides() {
        var page = brand("brand-hold", "Capucine");
        var lead = member("brand-hold", "lead-hold", "Lou Lead", Role.LEAD);
        var auditor = member("brand-hold", "auditor-hold", "Nora Audit", Role.AUDITOR);
        crm.caughtUp();
        var browser = house.browserOf(auditor);
        var before = browser.open(page);
        isRefused(
                browser.press(before, "/crm/retention/hold", "ground", "LEGAL_CLAIM", "until", "2020-02-29"),
                422,
                "This day is over");
        isRefused(
                browser.press(before, "/crm/retention/hold", "ground", "LEGAL_CLAIM", "until", "soon"),
                422,
                "Choose a day");
        var held = browser.press(before, "/crm/retention/hold", "ground", "LEGAL_CLAIM");
        says(held, "On hold up to", "A legal claim", "Nora Audit");
        assertThat(held.html()).contains("/crm/retention/lift").doesNotContain("/crm/retention/hold\"");
        says(house.pageInFrench(lead, page), "Suspendu jusqu’au", "Une action en justice");
        assertThat(house.page(lead, page).html()).doesNotContain("/crm/retention/lift");
        var lifted = browser.press(held, "/crm/retention/lift");
        says(lifted, "The hold is lifted", "Put on hold");
    }

    @Test
    void whoMayDoBothStillDoesNotAdoptTheirOwn() {
        var page = brand("brand-own", "Dahlia");
        var both = member("brand-own", "both-own", "Boris Both", Role.LEAD, Role.AUDITOR);
        crm.caughtUp();
        var browser = house.browserOf(both);
        var proposed = browser.press(browser.open(page), "/crm/retention/propose");
        says(proposed, "You proposed this, so somebody else adopts it.");
        isRefused(
                browser.send("/crm/retention/adopt", Map.of("brand", List.of("brand-own"), "version", List.of("1"))),
                403,
                "You proposed this, so somebody else adopts it.");
    }

    @Test
    void aBrandIsChosenAndWhoSeesSeveralSeesAChoice() {
        brand("brand-one", "Églantine");
        brand("brand-two", "Fougère");
        var lead = PageHouse.named(
                TestMembers.member(
                        "lead-two",
                        Locale.ENGLISH,
                        new Grant("g1", Role.LEAD, "brand-one", null, null, null),
                        new Grant("g2", Role.LEAD, "brand-two", null, null, null)),
                "Lou Lead",
                Locale.ENGLISH);
        says(house.page(lead, "/crm/retention"), "Églantine", "Fougère");
        assertThat(house.page(lead, "/crm/retention?brand=brand-two").html())
                .contains("value=\"brand-two\" selected=\"selected\"");
        assertThat(house.page(lead, "/crm/erasures").html()).contains("href=\"/crm/retention\"");
    }

    @Test
    void whoHasNoRightSeesNothing() {
        brand("brand-wall", "Genêt");
        new Outside(crm, "brand-wall").writes("somebody", "wall-1", "Hello.", Intent.QUESTION);
        house.isHiddenFromStrangers(List.of("/crm/retention?brand=brand-wall"), "Genêt");
        assertThat(house.browserOf(house.ines).open("/crm/retention").status()).isEqualTo(403);
        assertThat(house.browserOf(house.ines)
                        .send(
                                "/crm/retention/adopt",
                                Map.of("brand", List.of(PageHouse.BRAND), "version", List.of("0")))
                        .status())
                .isEqualTo(403);
    }
}
