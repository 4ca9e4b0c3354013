package org.parvis.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.crm.PageHouse.HOSTILE_NAME;
import static org.parvis.crm.PageHouse.HOSTILE_TEXT;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.testing.RunningService;
import org.parvis.crm.Outside.Written;
import org.parvis.crm.PlainBrowser.Shown;
import org.parvis.crm.api.RelationBegun;
import org.parvis.crm.api.RelationStage;
import org.parvis.crm.relation.RelationId;
import org.parvis.listening.api.Intent;

/** Relations, as a browser without scripts asks for them, in both languages. */
class RelationPagesIT {

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

    private static Written writes(String name, String person) {
        var written = house.outside.writesAs(name, person, "rel-" + person, "Where do you fly?", Intent.OTHER);
        crm.caughtUp();
        return written;
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Paris"));
    }

    private static String address(String person) {
        return "/crm/relations/" + RelationId.of(PageHouse.BRAND, person);
    }

    private static Shown begins(String name, String person, String reason) {
        writes(name, person);
        var browser = house.browserOf(house.ines);
        var form = browser.open("/crm/relations/new?person=" + person);
        return browser.press(form, "/crm/relations", "reason", reason, "backup", "hugo");
    }

    private static void says(Shown page, String... texts) {
        assertThat(page.text()).as(page.address()).contains(texts);
    }

    private static void isRefused(Shown page, int status, String... texts) {
        assertThat(page.status()).as("%s%n%s", page.address(), page.html()).isEqualTo(status);
        assertThat(page.html()).contains("role=\"alert\"");
        says(page, texts);
    }

    @Test
    void beginsBesideAConversation() {
        var written = writes(HOSTILE_NAME, "rel-mallory");
        var inbox = house.page(house.ines, "/crm/conversations/" + written.conversationId());
        assertThat(inbox.html()).contains("/crm/relations/new?person=rel-mallory");
        says(inbox, "Begin a relation", "Nobody looks after this tie.");
        assertThat(house.page(house.emile, "/crm/conversations/" + written.conversationId())
                        .html())
                .as("not for who may not")
                .doesNotContain("/crm/relations/new");
        var browser = house.browserOf(house.ines);
        var form = browser.open("/crm/relations/new?person=rel-mallory");
        says(form, "Relation with " + HOSTILE_NAME, "Stands in");
        says(
                house.pageInFrench(house.ines, "/crm/relations/new?person=rel-mallory"),
                "Relation avec",
                "Suppléance",
                "repérée");
        var empty = browser.press(form, "/crm/relations", "reason", " ", "backup", "hugo");
        isRefused(empty, 422, "Say why: whoever takes over reads it.");
        assertThat(empty.html()).contains("<option value=\"hugo\" selected=\"selected\">");
        isRefused(
                browser.press(form, "/crm/relations", "reason", "Press", "backup", "ines"),
                422,
                "cannot stand in for themselves");
        var page = browser.press(form, "/crm/relations", "reason", HOSTILE_TEXT, "backup", "hugo");
        assertThat(page.address()).isEqualTo(address("rel-mallory"));
        says(page, HOSTILE_NAME, HOSTILE_TEXT, "spotted", "Inès Caradec", "Hugo Lemoine", "The relation has begun");
        assertThat(crm.page(house.ines, "/crm/relations/new?person=rel-mallory")
                        .headers()
                        .firstValue("Location"))
                .as("leads to the one there is")
                .hasValueSatisfying(next -> assertThat(next).endsWith(address("rel-mallory")));
        says(
                house.page(house.emile, "/crm/conversations/" + written.conversationId()),
                "Relation",
                "spotted",
                "Inès Caradec");
        says(house.pageInFrench(house.ines, "/crm/people/rel-mallory"), "Relation", "repérée", "Suivie par");
    }

    @Test
    void goesOnByFormsThatKeepWhatWasTyped() {
        begins("Nadia Roy", "rel-nadia", "Writes about trains");
        var browser = house.browserOf(house.ines);
        var at = address("rel-nadia");
        var page = browser.open(at);
        isRefused(
                browser.press(page, at + "/move", "stage", "PARTNER", "reason", " "),
                422,
                "Say why: whoever takes over reads it.");
        var moved = browser.press(page, at + "/move", "stage", "IN_CONVERSATION", "reason", "Met at the fair");
        says(moved, "in conversation", "Met at the fair", "Writes about trains", "Stage changed");
        var stale = browser.press(page, at + "/move", "stage", "PARTNER", "reason", "Saw it first");
        isRefused(stale, 409, "Somebody changed this since you looked");
        assertThat(stale.html()).contains("Saw it first");

        var tooEarly = browser.press(
                browser.open(at), at + "/plan", "date", today().minusDays(1).toString(), "about", "Lunch in Lyon");
        isRefused(tooEarly, 422, "That day has passed");
        assertThat(tooEarly.html()).contains("value=\"Lunch in Lyon\"");
        var planned = browser.press(
                browser.open(at), at + "/plan", "date", today().toString(), "about", "Lunch <b>in</b> Lyon");
        says(planned, "Lunch <b>in</b> Lyon", "today", "time of Paris", "Next contact planned");
        says(house.page(house.ines, "/crm/today"), "Contacts", "in your relations", "Nadia Roy");
        says(house.pageInFrench(house.ines, "/crm/today"), "dans vos relations", "aujourd’hui");

        var barred = browser.press(
                browser.open(at), at + "/bar", "until", today().plusDays(40).toString(), "reason", "Parental leave");
        says(barred, "Do not contact before", "Parental leave", "The contact was dropped", "They are left alone");
        assertThat(house.page(house.ines, "/crm/today").text()).doesNotContain("Nadia Roy");
        isRefused(
                browser.press(barred, at + "/plan", "date", today().plusDays(3).toString(), "about", "Tea"),
                409,
                "They are to be left alone until a later day");
        says(browser.press(barred, at + "/lift", "reason", "Back early"), "May be contacted again", "Back early");

        says(
                browser.press(browser.open(at), at + "/hand-over", "owner", "hugo", "backup", ""),
                "Handed over",
                "looked after by Hugo Lemoine");
        isRefused(
                browser.press(browser.open(at), at + "/hand-over", "owner", "emile", "backup", ""),
                422,
                "must work on conversations of this brand");
        var ended = browser.press(browser.open(at), at + "/end", "reason", "Changed trade");
        says(ended, "ended", "Changed trade", "Begin again");
        var french = house.pageInFrench(house.ines, at);
        says(french, "terminée", "Reprendre", "Historique", "Main passée", "À ne pas contacter avant le");
        isRefused(browser.send(at + "/dance", Map.of()), 422, "cannot be done with a relation");
    }

    @Test
    void listsThemByFilterInPages() {
        // Without their messages: the inbox of this house is shared with other tests.
        crm.jdbc().sql("""
                        insert into person (brand_id, person_id, network, name, handle, known_since, last_seen, messages)
                        select ?, 'rel-list-' || n, 'TOWN', 'Listed Number ' || n, 'listed', now(), now(), 1 from generate_series(0, 51) n
                        """).param(PageHouse.BRAND).update();
        for (var n = 0; n < 52; n++) {
            var id = RelationId.of(PageHouse.BRAND, "rel-list-" + n);
            crm.append(
                    "Relation",
                    id,
                    0,
                    new RelationBegun(
                            id, PageHouse.BRAND, "rel-list-" + n, RelationStage.SPOTTED, "Press", "ines", "hugo"),
                    Map.of("actor", "ines", "actorKind", "HUMAN", "brand", PageHouse.BRAND));
        }
        crm.caughtUp();
        var first = house.page(house.ines, "/crm/relations?stage=SPOTTED&owner=me");
        says(first, "Relations", "Listed Number", "Inès Caradec", "Next contact");
        var next = Pattern.compile("class=\"pv-more\" href=\"([^\"]+)\"").matcher(first.html());
        assertThat(next.find()).isTrue();
        var after = next.group(1).replace("&amp;", "&");
        says(house.page(house.ines, after), "Listed Number");
        assertThat(house.browserOf(house.ines).part(after).html()).contains("<tr", "data-row");
        says(
                house.page(house.ines, "/crm/relations?stage=PARTNER&owner=none"),
                "Nothing fits this filter",
                "Clear the filter");
        says(
                house.pageInFrench(house.ines, "/crm/relations?overdue=true&stage=PARTNER"),
                "Rien ne correspond à ce filtre",
                "En retard seulement");
        says(house.page(house.stranger, "/crm/relations"), "No relation is looked after yet", "Inbox");
        says(house.page(house.ines, "/crm/relations?stage=%7Bx%7D&owner=%3Cb%3E"), "Listed Number");
        assertThat(house.browserOf(house.claire).open("/crm/relations").status())
                .isEqualTo(403);
    }

    @Test
    void isHiddenFromOtherBrands() {
        begins("Secret Name", "rel-secret", "Secret reason");
        house.isHiddenFromStrangers(
                List.of(address("rel-secret"), "/crm/relations/new?person=rel-secret"), "Secret Name", "Secret reason");
        var stranger = house.browserOf(house.stranger);
        assertThat(stranger.send(address("rel-secret") + "/end", Map.of("reason", List.of("x")))
                        .status())
                .isEqualTo(404);
        assertThat(house.browserOf(house.emile)
                        .send(address("rel-secret") + "/end", Map.of("reason", List.of("")))
                        .status())
                .isEqualTo(403);
    }
}
