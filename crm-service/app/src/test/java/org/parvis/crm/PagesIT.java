package org.parvis.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.crm.PageHouse.HOSTILE_NAME;
import static org.parvis.crm.PageHouse.HOSTILE_TEXT;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.crm.Outside.Written;
import org.parvis.crm.PlainBrowser.Shown;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Grant;
import org.parvis.listening.api.Intent;

/** Inbox, conversations and today, as a browser without scripts asks for them, in both languages. */
class PagesIT {

    private static final Pattern ROW = Pattern.compile("id=\"q-([^\"]+)\"");

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

    private static Written writes(String person, String thread, String text, Intent intent) {
        var written = outside.writes(person, thread, text, intent);
        crm.caughtUp();
        return written;
    }

    private static String address(Written written) {
        return "/crm/conversations/" + written.conversationId();
    }

    private static List<String> rows(Shown page) {
        return ROW.matcher(page.html()).results().map(found -> found.group(1)).toList();
    }

    private static void says(Shown page, String... texts) {
        assertThat(page.text()).as(page.address()).contains(texts);
    }

    @Test
    void showsTheQueueWithWhatThePublicWroteAsText() {
        var hostile = outside.writesAs(HOSTILE_NAME, "mallory", "p-queue", HOSTILE_TEXT, Intent.CRITICISM);
        crm.caughtUp();
        var english = house.page(house.ines, "/crm/inbox?of=team&intent=CRITICISM");
        assertThat(english.html())
                .contains("id=\"q-" + hostile.conversationId() + "\"", "Mallory &lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("&lt;b&gt;bold&lt;/b&gt; &quot;&gt;&lt;img src=x onerror=alert(1)&gt; [[${7*7}]] {0}");
        says(english, "Inbox", "Mine", "Team", "Unassigned", "Criticism", "Negative", "by due time");
        says(
                house.pageInFrench(house.ines, "/crm/inbox?of=team&intent=CRITICISM"),
                "Boîte",
                "À moi",
                "Équipe",
                "Sans personne",
                "par échéance",
                HOSTILE_NAME);
        assertThat(rows(house.browserOf(house.ines).part("/crm/inbox?of=team&intent=CRITICISM")))
                .contains(hostile.conversationId());
    }

    @Test
    void narrowsTheQueueAndTakesAMistypedAddressForTheUsualOne() {
        var question = writes("karim", "p-filter-1", "Can I change the name?", Intent.QUESTION);
        var complaint = writes("lucia", "p-filter-2", "Charged twice.", Intent.CRITICISM);
        var queue = "/crm/inbox?of=team";
        assertThat(rows(house.page(house.ines, queue + "&intent=QUESTION&network=TOWN&brand=" + PageHouse.BRAND)))
                .contains(question.conversationId())
                .doesNotContain(complaint.conversationId());
        assertThat(rows(house.page(house.ines, queue + "&tone=negative")))
                .contains(complaint.conversationId())
                .doesNotContain(question.conversationId());
        assertThat(rows(house.page(house.ines, "/crm/inbox?of=nobody"))).contains(question.conversationId());
        assertThat(rows(house.page(house.ines, queue + "&network=BLUESKY"))).isEmpty();
        assertThat(rows(house.page(house.ines, queue + "&state=%7Bx%7D&tone=loud")))
                .contains(question.conversationId());
        assertThat(house.page(house.ines, queue + "&intent=QUESTION").html())
                .contains("<option value=\"QUESTION\" selected=\"selected\">Question</option>");
    }

    @Test
    void saysWhatIsTrueWhenNothingWaits() {
        says(
                house.page(house.hugo, "/crm/inbox?of=team&intent=PRAISE&tone=negative"),
                "Nothing fits this filter",
                "Clear the filter",
                "No conversation is open");
        says(
                house.pageInFrench(house.hugo, "/crm/inbox?of=team&intent=PRAISE&tone=negative"),
                "Rien ne correspond à ce filtre",
                "Retirer le filtre",
                "Aucune conversation n’est ouverte");
        writes("sylvie", "p-empty", "Hello", Intent.QUESTION);
        var olga = TestMembers.member("olga", Role.COMMUNITY_MANAGER, PageHouse.BRAND);
        says(house.page(olga, "/crm/inbox"), "Nothing is waiting for you", "See the unassigned ones");
        says(house.pageInFrench(olga, "/crm/inbox"), "Rien ne vous attend", "Voir celles sans personne");
        says(house.page(house.stranger, "/crm/inbox?of=nobody"), "Every conversation has somebody");
        says(house.page(house.stranger, "/crm/inbox?of=team"), "Nobody is waiting for an answer");
        says(house.pageInFrench(house.stranger, "/crm/inbox?of=team&state=spam"), "Aucun spam");
    }

    @Test
    void givesFiftyRowsAtATime() {
        for (var n = 0; n < 53; n++) {
            outside.writes("otto", "p-many-" + n, "Lovely crew, flight " + n, Intent.PRAISE);
        }
        crm.caughtUp();
        var queue = "/crm/inbox?of=team&intent=PRAISE";
        var first = house.page(house.ines, queue);
        assertThat(rows(first)).hasSize(50);
        var next = Pattern.compile("class=\"pv-more\" href=\"([^\"]+)\"").matcher(first.html());
        assertThat(next.find()).isTrue();
        var after = next.group(1).replace("&amp;", "&");
        var second = house.page(house.ines, after);
        var all = new HashSet<>(rows(first));
        all.addAll(rows(second));
        assertThat(all).hasSizeGreaterThanOrEqualTo(53);
        assertThat(rows(second)).doesNotContainAnyElementsOf(rows(first));
        assertThat(rows(house.browserOf(house.ines).part(after))).isEqualTo(rows(second));
        var foreign = house.browserInFrench(house.ines).open(queue + "&after=%25%25");
        assertThat(foreign.status()).isEqualTo(422);
        says(foreign, "Reprenez à la première page");
    }

    @Test
    void showsAConversationWithItsThreadAndItsAuthor() {
        var first = outside.writesAs("Margaux Belin", "margaux", "p-thread", HOSTILE_TEXT, Intent.CRITICISM);
        crm.caughtUp();
        outside.drafts("r-thread", first, "Nous vous remboursons.", "hugo", 1);
        outside.submits("r-thread", first, "Nous vous remboursons.", "hugo");
        outside.isLive("r-thread", first.at().plusMillis(1));
        outside.writesAs("Margaux Belin", "margaux", "p-thread", "Still nothing.", Intent.CRITICISM);
        crm.caughtUp();
        var english = house.page(house.ines, address(first));
        says(
                english,
                "Margaux Belin",
                "margaux@town",
                HOSTILE_TEXT,
                "Still nothing.",
                "Nous vous remboursons.",
                "Hugo Lemoine",
                "Seen on the network at",
                "assigned to nobody",
                "Answer due at",
                "12 months, 2 messages",
                "Hélianthe");
        assertThat(english.html())
                .contains("&lt;b&gt;bold&lt;/b&gt;", "href=\"https://town.example/" + first.mentionId() + "\"")
                .contains("hx-get=\"/publishing/replies/compose?conversation=" + first.conversationId());
        says(
                house.pageInFrench(house.ines, address(first)),
                "Vue sur le réseau à",
                "assignée à personne",
                "Réponse due à",
                "12 mois, 2 messages",
                "Assigner");
        assertThat(house.browserOf(house.ines).part(address(first)).html()).contains("Still nothing.");
    }

    @Test
    void isAssignedNotedSetAsideAndClosed() {
        var written = writes("kenji", "p-work", "Why no direct flight?", Intent.QUESTION);
        var base = address(written);
        var browser = house.browserOf(house.ines);
        var page = browser.press(browser.open(base), base + "/assign", "member", "hugo");
        says(page, "assigned to Hugo Lemoine", "Assigned");
        says(browser.press(page, base + "/assign", "member", ""), "assigned to nobody", "Assigned to nobody");
        page = browser.press(browser.open(base), base + "/assign", "member", "me");
        says(page, "assigned to you", "It is yours");
        assertThat(rows(browser.open("/crm/inbox"))).contains(written.conversationId());

        page = browser.press(page, base + "/note", "text", "The bank " + HOSTILE_TEXT + "\r\nconfirms.");
        says(page, "Note left", "Internal note", "The bank " + HOSTILE_TEXT + "\nconfirms.");

        var day = LocalDate.now(house.ines.zone()).plusDays(3);
        page = browser.press(page, base + "/snooze", "local", day + "T09:30");
        says(page, "Set aside until", day.getDayOfMonth() + " ", "09:30");
        page = browser.press(page, base + "/wake");
        says(page, "Brought back");
        page = browser.press(page, base + "/snooze", "until", Instant.now().plusSeconds(7200) + "");
        says(house.pageInFrench(house.ines, base), "Reportée jusqu’au", "Ramener");
        page = browser.press(page, base + "/wake");

        page = browser.press(page, base + "/resolve");
        says(page, "Closed", "Resolved. A new message opens it again.", "Reopen");
        assertThat(rows(browser.open("/crm/inbox?state=resolved"))).contains(written.conversationId());
        says(browser.press(page, base + "/reopen"), "Reopened", "Close");
    }

    @Test
    void keepsWhatWasTypedWhenAnActIsRefused() {
        var written = writes("lucia", "p-refused", "Hello", Intent.QUESTION);
        var base = address(written);
        var browser = house.browserOf(house.ines);
        var french = house.browserInFrench(house.ines);
        var page = browser.open(base);
        var long4001 = "Trop long\r\n" + "x".repeat(3991);

        var empty = browser.press(page, base + "/note", "text", " ");
        assertThat(empty.status()).isEqualTo(422);
        says(empty, "The note is empty.");
        var tooLong = french.press(french.open(base + "?of=team"), base + "/note", "text", long4001);
        assertThat(tooLong.status()).isEqualTo(422);
        says(tooLong, "La note est trop longue", long4001.replace("\r", ""));
        assertThat(tooLong.html())
                .contains("<html", "role=\"alert\"", "id=\"q-")
                .containsPattern("id=\"cv-note\"[^>]* open=\"open\"");
        assertThat(browser.press(tooLong, base + "/note", "text", "x".repeat(4000))
                        .status())
                .isEqualTo(200);

        page = browser.open(base);
        var past = browser.press(page, base + "/snooze", "local", "2020-02-29T08:15");
        assertThat(past.status()).isEqualTo(422);
        says(past, "That moment has passed.");
        assertThat(past.html()).contains("value=\"2020-02-29T08:15\"");
        var never = french.press(page, base + "/snooze", "local", "tomorrow");
        assertThat(never.status()).isEqualTo(422);
        says(never, "Choisissez un jour et une heure.");
        var stranger = browser.press(page, base + "/assign", "member", "nobody-known");
        assertThat(stranger.status()).isEqualTo(422);
        says(stranger, "may not answer for this brand");
        assertThat(house.happened("ConversationSnoozed", written.conversationId()))
                .isZero();
    }

    @Test
    void tellsWhoSawAnOlderStateAndDoesNothing() {
        var written = writes("paul", "p-stale", "Hello", Intent.QUESTION);
        var base = address(written);
        var browser = house.browserOf(house.ines);
        var old = browser.open(base);
        house.browserOf(house.hugo).press(old, base + "/assign", "member", "me");

        var stale = browser.press(old, base + "/resolve");
        assertThat(stale.status()).isEqualTo(409);
        says(stale, "Somebody changed this since you looked.", "assigned to Hugo Lemoine");
        var french = house.browserInFrench(house.ines).press(old, base + "/assign", "member", "ines");
        assertThat(french.status()).isEqualTo(409);
        says(french, "Quelqu’un l’a modifié depuis que vous l’avez regardé", "assignée à Hugo Lemoine");
        var part = house.service.send(
                house.ines,
                "POST",
                base + "/snooze",
                "version=1&until=" + Instant.now().plusSeconds(7200),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "HX-Request", "true"));
        assertThat(part.body())
                .contains("Somebody changed this since you looked.")
                .doesNotContain("<html");
        assertThat(house.happened("ConversationResolved", written.conversationId()))
                .isZero();
        assertThat(house.happened("ConversationSnoozed", written.conversationId()))
                .isZero();
        assertThat(house.happened("ConversationAssigned", written.conversationId()))
                .isEqualTo(1);

        assertThat(browser.press(stale, base + "/resolve").status()).isEqualTo(200);
    }

    @Test
    void aFormSentTwiceHasOneEffect() {
        var written = writes("paul", "p-twice", "Hello", Intent.QUESTION);
        var base = address(written);
        var browser = house.browserOf(house.ines);
        var page = browser.open(base);
        browser.press(page, base + "/note", "text", "Once");
        assertThat(browser.press(page, base + "/note", "text", "Once").status()).isEqualTo(200);
        assertThat(house.happened("NoteAdded", written.conversationId())).isEqualTo(1);
        page = browser.open(base);
        browser.press(page, base + "/resolve");
        assertThat(browser.press(page, base + "/resolve").status()).isEqualTo(200);
        assertThat(house.happened("ConversationResolved", written.conversationId()))
                .isEqualTo(1);
    }

    @Test
    void staysInTheQueueItCameFromWhateverItsAddressSays() {
        var written = writes("paul", "p-queue-kept", "Hello", Intent.QUESTION);
        var base = address(written);
        var browser = house.browserOf(house.ines);
        var asked = "?of=team&brand=" + PageHouse.BRAND + "&intent=QUESTION";
        var page = browser.press(browser.open(base + asked), base + "/note", "text", "A word");
        assertThat(page.address()).startsWith(base + "?of=team").contains("intent=QUESTION");
        var odd = browser.press(
                browser.open(base + "?of=team&network=%7Bx%7D%26y%2B"), base + "/note", "text", "Another");
        assertThat(odd.status()).isEqualTo(200);
        assertThat(odd.html()).contains("name=\"network\" value=\"{x}&amp;y+\"");
    }

    @Test
    void offersOnlyWhatTheRoleAllows() {
        var written = writes("nora", "p-right", "Hello", Intent.QUESTION);
        var base = address(written);
        var page = house.page(house.emile, base);
        assertThat(page.html())
                .contains("data-open=\"cv-suggest\"", "id=\"cv-escalate\"")
                .doesNotContain("data-key=\"e\"", "cv-assign", "cv-note", "cv-snooze", "/resolve", "/reporting/audit");
        var refused = house.browserInFrench(house.emile).send(base + "/resolve", Map.of("version", List.of("1")));
        assertThat(refused.status()).isEqualTo(403);
        says(refused, "Il faut le droit de", "travailler dans la boîte");
        assertThat(house.happened("ConversationResolved", written.conversationId()))
                .isZero();
        for (var address : List.of("/crm/inbox", base)) {
            var closed = house.browserOf(house.claire).open(address);
            assertThat(closed.status()).as(address).isEqualTo(403);
            says(closed, "This needs the right to read the inbox");
        }
    }

    @Test
    void isNotThereForAnotherBrand() {
        var written = writes("rita", "p-foreign", "A secret of the house", Intent.QUESTION);
        var spam = writes("crook", "p-foreign-spam", "A secret watch", Intent.SPAM);
        var base = address(written);
        house.isHiddenFromStrangers(
                List.of(base, "/crm/messages/" + spam.mentionId(), "/crm/messages/" + written.mentionId()),
                "secret",
                "Rita",
                "Crook",
                "Hélianthe");
        for (var act : List.of("assign", "note", "snooze", "wake", "resolve", "reopen")) {
            var answer = house.browserOf(house.stranger)
                    .send(base + "/" + act, Map.of("text", List.of("x"), "local", List.of("2999-01-01T08:00")));
            assertThat(answer.status()).as(act).isEqualTo(404);
        }
        for (var filter : List.of("", "&state=spam", "&brand=" + PageHouse.BRAND)) {
            assertThat(house.page(house.stranger, "/crm/inbox?of=team" + filter).html())
                    .doesNotContain("secret", "Hélianthe");
        }
        assertThat(house.browserOf(house.stranger)
                        .part("/crm/suggestions/of?conversation=" + written.conversationId())
                        .text()
                        .strip())
                .isEmpty();
    }

    @Test
    void keepsSpamWhereItCanBeCorrected() {
        var spam = outside.writesAs(HOSTILE_NAME, "crook", "p-spam", HOSTILE_TEXT, Intent.SPAM);
        crm.caughtUp();
        var address = "/crm/messages/" + spam.mentionId();
        assertThat(house.page(house.ines, "/crm/inbox?of=team&state=spam").html())
                .contains("href=\"" + address + "\"");
        var page = house.page(house.ines, address);
        says(page, "Taken for spam", HOSTILE_NAME, HOSTILE_TEXT);
        assertThat(page.html()).contains("/listening/mentions/" + spam.mentionId());
        says(house.pageInFrench(house.ines, address), "Tenu pour du spam", "Corriger");
        assertThat(house.page(house.emile, address).html())
                .as("who may not correct a mention is not sent where they may not go")
                .doesNotContain("/listening/mentions/");
        var written = writes("paul", "p-no-spam", "Hello", Intent.QUESTION);
        assertThat(crm.page(house.ines, "/crm/messages/" + written.mentionId())
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith(address(written));
        assertThat(house.browserOf(house.ines).open("/crm/messages/m-none").status())
                .isEqualTo(404);
    }

    @Test
    void saysTodayWhoWaitsAndWhatIsToDecide() {
        var late = Instant.now().minus(Duration.ofHours(3));
        var written = outside.collected("aoife", "p-today", "Is anybody reading <this>?", late);
        outside.understood(written, Intent.SUGGESTION, "en");
        crm.caughtUp();
        assertThat(crm.post(
                                house.ines,
                                "/api/crm/suggestions",
                                "{\"mention\":\"%s\",\"productLine\":\"line-cabin\",\"summary\":\"%s\"}"
                                        .formatted(written.mentionId(), "A <b>bold</b> idea for today"))
                        .statusCode())
                .isEqualTo(201);
        var part = house.browserOf(house.ines).part("/crm/today");
        says(part, "Deadlines", "Aoife Belin", "Is anybody reading <this>?", "late by");
        assertThat(part.html()).contains("data-urgency=\"20\"").doesNotContain("to decide");
        says(house.pageInFrench(house.ines, "/crm/today"), "Échéances", "retard");
        says(house.page(house.paula, "/crm/today"), "in your lines", "A <b>bold</b> idea for today", "Cabine");
        var french = house.pageInFrench(house.paula, "/crm/today");
        says(french, "dans vos lignes");
        assertThat(french.html()).containsPattern("data-sum=\"\\d+ suggestions? à décider\"");
        says(house.page(house.nora, "/crm/today"), "Nothing presses");
        says(house.pageInFrench(house.stranger, "/crm/today"), "Rien ne presse");
    }

    @Test
    void whoLeftABrandHearsNoMoreOfItsSuggestions() {
        var written = writes("rita", "p-left", "A secret idea", Intent.SUGGESTION);
        crm.post(
                house.ines,
                "/api/crm/suggestions",
                "{\"mention\":\"%s\",\"productLine\":\"line-cabin\",\"summary\":\"A secret idea\"}"
                        .formatted(written.mentionId()));
        var moved = PageHouse.named(
                TestMembers.member(
                        "paula",
                        Locale.ENGLISH,
                        new Grant("p2", Role.PRODUCT_MANAGER, PageHouse.OTHER, null, null, null)),
                "Paula Neri",
                Locale.ENGLISH);
        assertThat(house.page(house.paula, "/crm/today").html())
                .contains("A secret idea")
                .containsPattern("data-sum=\"\\d+ suggestions? to decide\"");
        var today = house.page(moved, "/crm/today");
        says(today, "Nothing presses");
        assertThat(crm.get(moved, "/crm/counts").body()).isEqualTo("{\"suggestions\":{\"waiting\":0,\"hot\":false}}");
    }
}
