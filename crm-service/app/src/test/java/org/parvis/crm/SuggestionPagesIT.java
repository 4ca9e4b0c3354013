package org.parvis.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.crm.PageHouse.HOSTILE_NAME;
import static org.parvis.crm.PageHouse.HOSTILE_TEXT;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.crm.Outside.Written;
import org.parvis.crm.PlainBrowser.Shown;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.listening.api.Intent;
import org.parvis.publishing.api.DraftReply;

/** Suggestions, product lines and settings, as a browser without scripts asks for them, in both languages. */
class SuggestionPagesIT {

    private static final String RAISE = "/crm/suggestions";

    private static PageHouse house;
    private static RunningService crm;
    private static Outside outside;

    @BeforeAll
    static void start() {
        house = PageHouse.open();
        crm = house.service;
        outside = house.outside;
    }

    @AfterAll
    static void nothingIsLeftUndigested() {
        crm.caughtUp();
        assertThat(crm.bean(DeadLetters.class).count()).isZero();
    }

    private static Written writes(String person, String thread, String text) {
        var written = outside.writes(person, thread, text, Intent.SUGGESTION);
        crm.caughtUp();
        return written;
    }

    private static String form(Written about) {
        return "/crm/suggestions/new?mention=" + about.mentionId();
    }

    /** Inès carries a message to a product line; the page of the suggestion. */
    private static Shown raised(Written about, String line, String summary) {
        var browser = house.browserOf(house.ines);
        var page = browser.press(browser.open(form(about)), RAISE, "productLine", line, "summary", summary);
        assertThat(page.address()).as(page.html()).startsWith("/crm/suggestions/");
        return page;
    }

    private static String id(Shown suggestion) {
        return suggestion.address().substring("/crm/suggestions/".length());
    }

    private static Shown decides(PlainBrowser browser, String address, String decision, String reason) {
        return browser.press(browser.open(address), address + "/decide", "decision", decision, "reason", reason);
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
    void carriesAMessageToAProductLine() {
        var written = outside.writesAs(HOSTILE_NAME, "mallory", "s-carry", HOSTILE_TEXT, Intent.SUGGESTION);
        crm.caughtUp();
        var english = house.page(house.ines, form(written));
        says(english, "Carry as a suggestion", HOSTILE_TEXT, HOSTILE_NAME, "Application", "Cabine", "Choose a line");
        says(house.pageInFrench(house.ines, form(written)), "Transmettre comme suggestion", "Choisir une ligne");

        var page = raised(written, "line-app", "Show <b>bold</b> holds 'in' {0} the app");
        says(
                page,
                "Show <b>bold</b> holds 'in' {0} the app",
                HOSTILE_TEXT,
                HOSTILE_NAME,
                "Carried to the product line");
        says(page, "carried by Inès Caradec", "1 piece of evidence, 1 author", "Claire Aubanel decides");
        says(
                house.pageInFrench(house.ines, page.address()),
                "transmise par Inès Caradec",
                "1 preuve, 1 auteur",
                "la décision revient à Claire Aubanel",
                "à décider");
        var conversation =
                house.browserOf(house.ines).part("/crm/suggestions/of?conversation=" + written.conversationId());
        says(conversation, "Show <b>bold</b> holds", "to decide");
        assertThat(house.browserOf(house.ines).part(page.address()).html()).contains("class=\"al-m\"");
    }

    @Test
    void keepsWhatWasTypedWhenItCannotBeCarried() {
        var written = writes("kenji", "s-refused", "Direct flights, please");
        var browser = house.browserOf(house.ines);
        var french = house.browserInFrench(house.ines);
        var page = browser.open(form(written));
        var empty = browser.press(page, RAISE, "productLine", "line-cabin", "summary", " ");
        isRefused(empty, 422, "Say in a few words what is wished for.");
        assertThat(empty.html()).contains("<option value=\"line-cabin\" selected=\"selected\">");
        var long141 = "é\"".repeat(70) + "!";
        var tooLong = french.press(page, RAISE, "productLine", "line-app", "summary", long141);
        isRefused(tooLong, 422, "Le résumé est trop long");
        assertThat(tooLong.html()).contains("value=\"" + "é&quot;".repeat(70) + "!\"");
        var noLine = browser.press(page, RAISE, "productLine", "", "summary", "Direct flights");
        isRefused(noLine, 422, "No product line is chosen. Choose one from the list.");
        assertThat(noLine.html()).contains("value=\"Direct flights\"");
        assertThat(crm.jdbc()
                        .sql("select count(*) from suggestion_evidence where mention_id = ?")
                        .param(written.mentionId())
                        .query(Integer.class)
                        .single())
                .isZero();

        var first = browser.press(noLine, RAISE, "productLine", "line-app");
        assertThat(browser.press(noLine, RAISE, "productLine", "line-app").address())
                .as("sent twice, carried once")
                .isEqualTo(first.address());
    }

    @Test
    void letsWhoeverAnswersCarryEvenIfTheyMayNotReadTheBoard() {
        var written = writes("nora", "s-employee", "Vegan meals on night flights");
        var browser = house.browserOf(house.emile);
        var page = browser.press(
                browser.open(form(written)), RAISE, "productLine", "line-cabin", "summary", "Vegan meals at night");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.address()).isEqualTo("/crm/conversations/" + written.conversationId());
        says(page, "Carried to the product line");
        assertThat(browser.part("/crm/suggestions/of?conversation=" + written.conversationId())
                        .html())
                .contains("Vegan meals at night")
                .doesNotContain("href=\"/crm/suggestions/");
        var again = writes("otto", "s-employee-2", "Vegan meals at night, please");
        assertThat(browser.open(form(again)).html())
                .contains("Vegan meals at night", "/evidence\"")
                .doesNotContain("href=\"/crm/suggestions/");
    }

    @Test
    void addsEvidenceToWhatIsThereAlready() {
        var first = writes("sylvie", "s-bike", "Where is my bicycle in the hold?");
        var second = writes("otto", "s-bike-2", "Follow bicycles in the hold, that would be great");
        var page = raised(first, "line-cabin", "Follow bicycles in the hold");
        var browser = house.browserOf(house.hugo);
        var form = browser.open(form(second));
        says(form, "It may be there already", "Follow bicycles in the hold");
        says(house.pageInFrench(house.hugo, form(second)), "Elle existe peut-être déjà", "Ajouter comme preuve");
        says(
                browser.part("/crm/suggestions/similar?mention=" + second.mentionId() + "&summary=bicycles+hold"),
                "Add as evidence");
        for (var time = 0; time < 2; time++) {
            var added = browser.press(form, page.address() + "/evidence");
            assertThat(added.address()).isEqualTo(page.address());
            says(added, "2 pieces of evidence, 2 authors", "added by Hugo Lemoine", "added by Inès Caradec");
        }
        says(browser.open(form(second)), "has this already");
    }

    @Test
    void showsTheBoardToEachAsFarAsTheySeeIt() {
        for (var n = 0; n < 14; n++) {
            var written = outside.writes("rita", "s-board-" + n, "Wish " + n, Intent.SUGGESTION);
            crm.caughtUp();
            raised(written, "line-cabin", "Cabin wish number " + n + " <i>");
        }
        var board = house.page(house.ines, "/crm/suggestions?line=line-cabin");
        says(board, "Cabin wish number 13 <i>", "To decide", "Cabine", "From first mention to decision");
        assertThat(board.text()).containsPattern("\\d+ more");
        says(house.page(house.ines, "/crm/suggestions"), "All lines");
        assertThat(board.html().split("class=\"sgc\"", -1)).hasSizeBetween(13, 1 + 12 * 5);
        assertThat(board.html()).containsPattern("line=line-cabin&amp;all=true|all=true&amp;line=line-cabin");
        says(house.page(house.ines, "/crm/suggestions?line=line-cabin&all=true"), "Cabin wish number 0 <i>");
        says(
                house.pageInFrench(house.paula, "/crm/suggestions"),
                "À décider",
                "De la première mention à la décision",
                "décider",
                "Livrées, à annoncer");
        assertThat(house.page(house.paula, "/crm/suggestions").html()).contains("data-open=\"sg-decide\"");
        for (var page : List.of(
                house.page(house.claire, "/crm/suggestions"),
                house.page(house.claire, "/crm/suggestions?line=line-cabin"),
                house.page(house.ines, "/crm/suggestions?line=line-app"))) {
            assertThat(page.html()).doesNotContain("Cabin wish");
        }
        assertThat(house.page(house.ines, "/crm/suggestions").html()).doesNotContain("data-open=\"sg-decide\"");
        says(house.page(house.stranger, "/crm/suggestions"), "No suggestion was carried yet", "Look for suggestions");
        var elsewhere = PageHouse.named(
                TestMembers.member(
                        "olive",
                        Locale.ENGLISH,
                        new Grant("o1", Role.PRODUCT_MANAGER, PageHouse.OTHER, null, null, null)),
                "Olive Starr",
                Locale.ENGLISH);
        var nothing = house.page(elsewhere, "/crm/suggestions");
        says(nothing, "No suggestion was carried yet");
        assertThat(nothing.html())
                .as("who may not read the inbox is not sent there")
                .doesNotContain("/crm/inbox");
        assertThat(house.browserOf(house.ines)
                        .part("/crm/suggestions?line=line-cabin")
                        .html())
                .contains("Cabin wish");
        assertThat(house.browserOf(house.emile).open("/crm/suggestions").status())
                .isEqualTo(403);
    }

    @Test
    void isDecidedWithAReasonAndOtherwiseWithAnother() {
        var address = raised(writes("lucia", "s-decide", "Free Wi-Fi"), "line-app", "Free Wi-Fi")
                .address();
        var browser = house.browserOf(house.claire);
        var page = decides(browser, address, "LATER", "In spring <b>bold</b>.\r\nOr summer.");
        says(page, "Decided", "later", "In spring <b>bold</b>.\nOr summer.", "Claire Aubanel");
        says(house.page(house.ines, "/crm/suggestions"), "reason: In spring <b>bold</b>.");
        page = decides(browser, address, "ACCEPTED", "In version 8.4.");
        says(page, "accepted", "In version 8.4.", "It is shipped");
        page = decides(house.browserInFrench(house.claire), address, "DECLINED", "Trop cher.");
        says(page, "refusée", "Trop cher.", "Décidé");
        eventually(() -> says(house.page(house.ines, address), "0 of 1 author told"));
        assertThat(house.browserOf(house.ines).open(address).html()).doesNotContain(address + "/decide\"");
        says(
                house.browserOf(house.claire).part(address + "/decide"),
                "Free Wi-Fi",
                "1 piece of evidence",
                "The author will read it in a reply when it is declined.");
    }

    @Test
    void keepsTheReasonWhenADecisionIsRefused() {
        var suggestion = raised(writes("paul", "s-typed", "Seats"), "line-app", "Choose seats later");
        var address = suggestion.address();
        var browser = house.browserOf(house.claire);
        var french = house.browserInFrench(house.claire);
        var old = browser.open(address);
        var noReason = browser.press(old, address + "/decide", "decision", "DECLINED");
        isRefused(noReason, 422, "A decision needs a reason");
        assertThat(noReason.html()).containsPattern("value=\"DECLINED\"[^>]* checked=\"checked\"");
        var noChoice = browser.press(old, address + "/decide", "reason", "Because <i>.");
        isRefused(noChoice, 422, "Because <i>.", "Choose");
        var tooLong = french.press(old, address + "/decide", "decision", "LATER", "reason", "y".repeat(501));
        isRefused(tooLong, 422, "Le motif est trop long", "y".repeat(501));
        isRefused(french.send(address + "/ship", Map.of("note", List.of("Depuis 8.4"))), 409, "Décidez d’abord");

        browser.press(old, address + "/decide", "decision", "ACCEPTED", "reason", "In 8.4");
        var stale = browser.press(old, address + "/decide", "decision", "DECLINED", "reason", "My own words");
        isRefused(stale, 409, "Somebody changed this since you looked.", "My own words", "In 8.4");
        browser.press(old, address + "/decide", "decision", "ACCEPTED", "reason", "In 8.4");
        assertThat(house.happened("SuggestionDecided", id(suggestion))).isEqualTo(1);
        isRefused(
                browser.press(stale, address + "/ship", "note", "z".repeat(501)),
                422,
                "The note is too long",
                "z".repeat(501));
        says(browser.press(stale, address + "/decide"), "My own words", "declined");
    }

    @Test
    void isShippedAndToldToItsAuthors() {
        var suggestion = raised(writes("aoife", "s-ship", "Card holds"), "line-app", "Card holds");
        var address = suggestion.address();
        var browser = house.browserOf(house.claire);
        var accepted = decides(browser, address, "ACCEPTED", "Good idea.");
        says(house.pageInFrench(house.claire, address), "C’est livré", "Où et depuis quand");
        var shipped = browser.press(accepted, address + "/ship", "note", "Since 8.4,\r\non every telephone.");
        says(shipped, "Marked as shipped", "shipped", "Since 8.4,\non every telephone.");
        assertThat(shipped.html()).doesNotContain("/decide\"", "/ship\"");
        says(browser.press(accepted, address + "/ship", "note", "Since 8.4,\r\non every telephone."), "shipped");
        assertThat(house.happened("SuggestionShipped", id(suggestion))).isEqualTo(1);
        isRefused(
                house.browserInFrench(house.claire)
                        .press(accepted, address + "/decide", "decision", "LATER", "reason", "No"),
                409,
                "Quelqu’un l’a modifié depuis que vous l’avez regardé");
        isRefused(
                house.browserOf(house.claire)
                        .send(address + "/decide", Map.of("decision", List.of("LATER"), "reason", List.of("No"))),
                409,
                "What people have can no longer be decided otherwise.");
        eventually(() -> assertThat(outside.drafted())
                .filteredOn(draft -> id(suggestion).equals(draft.suggestionId()))
                .extracting(DraftReply::text)
                .singleElement()
                .asString()
                .contains("Since 8.4,\non every telephone.")
                .doesNotContain("\r"));
        eventually(() ->
                says(house.pageInFrench(house.ines, address), "livrée", "aucun auteur informé sur 1", "Brouillon"));
    }

    @Test
    void isNotThereForAnotherBrandNorForAnotherLine() {
        var written = writes("rita", "s-foreign", "A secret of the house");
        var address = raised(written, "line-cabin", "A secret idea").address();
        house.isHiddenFromStrangers(
                List.of(
                        address,
                        address + "/decide",
                        form(written),
                        "/crm/suggestions/similar?mention=" + written.mentionId(),
                        "/crm/product-lines/line-cabin",
                        "/crm/product-lines/new?brand=" + PageHouse.BRAND,
                        "/crm/settings/" + PageHouse.BRAND),
                "secret",
                "Rita",
                "Cabine",
                "Paula",
                "Hélianthe");
        var fields = Map.of(
                "mention", List.of(written.mentionId()),
                "brand", List.of(PageHouse.BRAND),
                "decision", List.of("ACCEPTED"),
                "reason", List.of("Mine"),
                "name", List.of("Mine"),
                "minutes", List.of("1"));
        for (var act : List.of(
                address + "/decide",
                address + "/ship",
                address + "/evidence",
                RAISE,
                "/crm/product-lines",
                "/crm/settings/" + PageHouse.BRAND)) {
            assertThat(house.browserOf(house.stranger).send(act, fields).status())
                    .as(act)
                    .isEqualTo(404);
        }
        assertThat(house.browserOf(house.claire).open(address).status())
                .as("a product manager of another line")
                .isEqualTo(404);
        var notMine = house.browserInFrench(house.ines).send(address + "/decide", fields);
        assertThat(notMine.status()).isEqualTo(403);
        says(notMine, "Il faut le droit de");
        assertThat(house.happened("SuggestionDecided", address.substring(address.lastIndexOf('/') + 1)))
                .isZero();
    }

    @Test
    void setsUpProductLines() {
        var browser = house.browserOf(house.ada);
        says(house.page(house.ada, "/crm/product-lines"), "Product lines", "Cabine", "Paula Neri", "Hélianthe");
        says(house.pageInFrench(house.ada, "/crm/product-lines"), "Lignes de produit", "répond en", "Modifier");
        var form = browser.open("/crm/product-lines/new?brand=" + PageHouse.BRAND);
        says(form, "New product line of Hélianthe", "Claire Aubanel", "Paula Neri");
        var empty = browser.press(form, "/crm/product-lines", "managers", "claire");
        assertThat(empty.status()).isEqualTo(422);
        says(empty, "Give the product line a name.");
        assertThat(empty.html()).contains("value=\"claire\" checked=\"checked\"");
        for (var time = 0; time < 2; time++) {
            var list = browser.press(form, "/crm/product-lines", "name", "Baggage <b>bold</b>");
            says(list, "Product line saved", "Baggage <b>bold</b>", "nobody decides");
            assertThat(list.html().split("Baggage &lt;b&gt;", -1))
                    .as("sent twice, made once")
                    .hasSize(2);
        }

        var change = browser.open("/crm/product-lines/line-cabin");
        says(change, "Cabine, product line of Hélianthe");
        says(browser.press(change, "/crm/product-lines", "name", "Cabine"), "Product line saved");
        browser.press(change, "/crm/product-lines", "name", "Cabine et sièges");
        var stale = house.browserInFrench(house.ada).press(change, "/crm/product-lines", "name", "Mon nom");
        assertThat(stale.status()).isEqualTo(409);
        says(
                stale,
                "Quelqu’un l’a modifié depuis que vous l’avez regardé",
                "Maintenant : Cabine et sièges.",
                "Cabine et sièges, ligne de produit");
        assertThat(stale.html()).contains("value=\"Mon nom\"");
        says(house.page(house.ada, "/crm/product-lines"), "Cabine et sièges");
        for (Actor other : List.of(house.ines, house.claire)) {
            var refused = house.browserOf(other).open("/crm/product-lines");
            assertThat(refused.status()).isEqualTo(403);
            says(refused, "manage product lines");
        }
    }

    @Test
    void settlesHowABrandAnswers() {
        var address = "/crm/settings/" + PageHouse.BRAND;
        var browser = house.browserOf(house.ada);
        var form = browser.open(address);
        says(form, "Answering at Hélianthe", "Shipped, in French", "Bonjour {name}", "Hello {name}");
        says(house.pageInFrench(house.ada, address), "Réponses chez Hélianthe", "Refusée, en anglais");
        var wrong = browser.press(form, address, "minutes", "soon", "SHIPPED.fr", "C'est là : {summary}");
        isRefused(wrong, 422, "Choose between 1 and", "C'est là : {summary}");
        assertThat(wrong.html()).contains("value=\"soon\"");
        isRefused(
                house.browserInFrench(house.ada).press(form, address, "DECLINED.en", "Sorry {nom}"),
                422,
                "Rien n’a été enregistré.",
                "{nom}");
        assertThat(house.happened("TellingTextSet", PageHouse.BRAND)).isZero();

        says(
                browser.press(form, address, "minutes", "45", "SHIPPED.fr", "C'est là :\r\n{summary} <b>bold</b>"),
                "Settings saved",
                "answers within 45 min");
        eventually(() -> says(browser.open(address), "C'est là :\n{summary} <b>bold</b>"));
        browser.press(browser.open(address), address);
        assertThat(house.happened("TellingTextSet", PageHouse.BRAND))
                .as("what was left as it is, is not said again")
                .isEqualTo(1);
        assertThat(house.browserOf(house.ines).open(address).status()).isEqualTo(403);
    }

    @Test
    void doesNotOverwriteUnseenHowAColleagueSettledIt() {
        var address = "/crm/settings/" + PageHouse.OTHER;
        var browser = house.browserOf(house.stranger);
        var old = browser.open(address);
        browser.press(old, address, "DECLINED.en", "From Priya: {summary}");
        crm.caughtUp();
        says(browser.press(old, address, "DECLINED.fr", "De moi : {summary}"), "Settings saved");
        crm.caughtUp();
        var page = browser.open(address);
        says(page, "From Priya: {summary}", "De moi : {summary}");

        var stale = house.browserInFrench(house.stranger).press(old, address, "DECLINED.en", "From me: {summary}");
        isRefused(stale, 409, "Quelqu’un l’a modifié", "From me: {summary}", "From Priya: {summary}");
        says(browser.open(address), "From Priya: {summary}");
        says(house.browserInFrench(house.stranger).press(stale, address), "Réglages enregistrés");
        crm.caughtUp();
        says(browser.open(address), "From me: {summary}", "De moi : {summary}");
    }
}
