package org.parvis.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.system.world.Eventually.find;
import static org.parvis.system.world.Eventually.read;

import com.microsoft.playwright.Locator;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.system.running.SharedParvis;
import org.parvis.system.running.SharedParvis.World;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Company;
import org.parvis.system.world.Company.Part;
import org.parvis.system.world.TownSquare.Said;

/** The main job by hand: people with a browser each, in French and in English, from the message in the town to the proof on the auditor's disk. */
@ExtendWith(SharedParvis.class)
@Tag("journeys")
class MainJobInBrowserIT {

    private static final Map<String, Company> COMPANIES = new HashMap<>();

    private static World world;
    private static Chromium chromium;

    @BeforeAll
    static void openTheBrowser(World shared) {
        chromium = Chromium.open();
        world = shared;
        world.town().welcome("solveig", "Solveig Tanguy", "PERSON", "fr");
        COMPANIES.put("fr", company("garance", "fr"));
        COMPANIES.put("en", company("juniper", "en"));
    }

    private static Company company(String brand, String language) {
        return Company.found(world.parvis(), brand, language).listensToItsName().livesIn(world.town(), 2);
    }

    @AfterAll
    static void closeTheBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Company companyThatSpeaks(String language) {
        return requireNonNull(COMPANIES.get(language));
    }

    private static Visitor visitor(Company company) {
        return new Visitor(chromium.browser(), world.parvis().url(), company.language());
    }

    private static Visitor signedIn(Company company, Part part) {
        var visitor = visitor(company);
        visitor.signIn(company.member(part), Company.PASSWORD);
        return visitor;
    }

    private static String in(String language, String french, String english) {
        return language.equals("fr") ? french : english;
    }

    /** A passenger writes on the town's own page. */
    private static Said writesInTheTown(Company company, String text) {
        try (var passenger = new Visitor(chromium.browser(), world.town().address(), company.language())) {
            passenger.go("/");
            passenger.page().locator("form.say #as").selectOption("solveig");
            passenger.page().locator("form.say #text").fill(text);
            passenger.page().locator("form.say button.go").click();
            var post = passenger
                    .page()
                    .locator("article.post")
                    .filter(new Locator.FilterOptions().setHasText(text))
                    .first();
            assertThat(post).isVisible();
            passenger.hasNoComplaints();
            var said = new Said(
                    post.getAttribute("id"), world.town().address() + "/posts/" + post.getAttribute("id"), text);
            company.collects(said);
            return said;
        }
    }

    private static Locator row(Visitor visitor, String text) {
        return visitor.page()
                .locator("[data-row]")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    /** From the first page of the day to the open conversation; a list does not move by itself, so it is opened again. */
    private static void opensTheConversation(Visitor manager, String text) {
        find("the conversation in the queue", () -> {
                    manager.follow("inbox");
                    manager.turns(manager.link("crm.inbox.of.nobody")::click);
                    assertThat(manager.page().locator(".pv-tabs a[aria-current]"))
                            .hasText(manager.words().beginningOf("crm.inbox.of.nobody"));
                    return shown(row(manager, text));
                })
                .click();
        assertThat(manager.page().locator("#thread")).containsText(text);
        manager.ready();
    }

    private static Optional<Locator> shown(Locator locator) {
        return locator.isVisible() ? Optional.of(locator) : Optional.empty();
    }

    private static void drafts(Visitor manager, String words) {
        var field = manager.page().locator("#cp-text");
        field.fill(words);
        assertThat(manager.page().locator("#cp-state.ok")).isVisible();
        assertThat(manager.page().locator("[data-approval='needed'] li").first())
                .hasText(manager.words().of("moderation.reason.EVERY_REPLY"));
    }

    private static void asksForApproval(Visitor manager) {
        manager.page().locator("#cp-go").click();
        assertThat(manager.page().locator("#cp"))
                .containsText(manager.words().of("publishing.composer.state.WAITING_APPROVAL"));
    }

    /** Opens the review of these words: what is shown is what will be sent, with the reason for asking. */
    private static void opensTheReview(Visitor lead, String words) {
        var draft = lead.page().locator(".np.mine p");
        find("the review", () -> {
            lead.follow("reviews");
            for (var row : lead.page().locator("#queue [data-row]").all()) {
                row.click();
                assertThat(row).hasAttribute("aria-current", "true");
                lead.settles();
                if (draft.innerText().equals(words)) {
                    return Optional.of(row);
                }
            }
            return Optional.empty();
        });
        assertThat(draft).hasText(words);
        assertThat(lead.page().locator(".rv-r")).containsText(lead.words().of("moderation.reason.EVERY_REPLY"));
    }

    private static void approves(Visitor lead) {
        var button = lead.button("moderation.review.approveButton");
        if (!button.isVisible()) {
            lead.page().locator("summary[data-key='f']").click();
        }
        button.click();
        assertThat(lead.page().locator(".pv-toast")).containsText(lead.words().of("moderation.review.done.f"));
    }

    /** In the town, once, as it was written; answers where it stands. */
    private static String standsInTheTown(Company company, Said said, String words) {
        var answers = read(
                "the reply stands in the town",
                () -> world.town().answersOf(company.brand(), said),
                found -> !found.isEmpty());
        assertThat(answers)
                .singleElement()
                .satisfies(post -> assertThat(Answer.text(post, "text")).isEqualTo(words));
        assertThat(world.town().timesCreated(company.brand(), words)).isEqualTo(1);
        return Answer.text(answers.getFirst(), "url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void aMessageIsAnsweredApprovedPublishedOnceAndProved(String language) {
        var company = companyThatSpeaks(language);
        var said = writesInTheTown(
                company,
                in(
                        language,
                        "Garance, ma valise est perdue depuis hier soir, que dois-je faire ?",
                        "Juniper, my suitcase has been lost since last night, what should I do?"));
        var words = in(
                language,
                "Bonjour Solveig, votre valise est retrouvée : elle arrive à Nantes ce soir. Désolés pour l’attente… ✈",
                "Hello Solveig, your suitcase is found: it reaches Nantes tonight. We are sorry you had to wait… ✈");
        try (var manager = signedIn(company, Part.MANAGER);
                var lead = signedIn(company, Part.LEAD);
                var auditor = signedIn(company, Part.AUDITOR)) {
            opensTheConversation(manager, said.text());
            drafts(manager, words);
            manager.picture("inbox");
            asksForApproval(manager);

            opensTheReview(lead, words);
            lead.picture("review");
            assertThat(world.town().timesCreated(company.brand(), words)).isZero();
            approves(lead);

            var address = standsInTheTown(company, said, words);
            find("the reply in the thread, seen on the network", () -> {
                manager.page().reload();
                return shown(manager.page()
                        .locator(".msg.ours")
                        .filter(new Locator.FilterOptions().setHasText(words))
                        .locator(".proof"));
            });
            proves(auditor, company, address, words);

            manager.hasNoComplaints();
            lead.hasNoComplaints();
            auditor.hasNoComplaints();
        }
    }

    /** The auditor finds the reply by its address, reads who did what when seeing what, and takes the proof along. */
    private static void proves(Visitor auditor, Company company, String address, String words) {
        find("the story of the reply", () -> {
            auditor.follow("audit");
            auditor.page().locator("#q").fill(address);
            auditor.button("reporting.audit.open").click();
            auditor.page().waitForLoadState();
            return shown(entry(auditor, "DeliveryConfirmed"));
        });
        var drafted = entry(auditor, "ReplySubmitted");
        var seen = entry(auditor, "ReviewSeen");
        var approved = entry(auditor, "ReviewApproved");
        var sent = entry(auditor, "DeliveryIntended");
        assertThat(drafted).containsText(company.name(Part.MANAGER));
        assertThat(seen).containsText(company.name(Part.LEAD));
        assertThat(approved).containsText(company.name(Part.LEAD));
        assertThat(approved).containsText(auditor.words().of("audit.role.LEAD"));
        assertThat(approved.locator("time")).hasText(Pattern.compile("\\d\\d:\\d\\d:\\d\\d"));
        assertThat(seen.locator(".hx")).hasText(Pattern.compile("^[0-9a-f]{4} [0-9a-f]{4} … [0-9a-f]{4}$"));
        assertThat(sent.locator(".hx")).hasText(approved.locator(".hx").textContent());
        assertThat(auditor.page().locator(".snap")).containsText(words);
        assertThat(auditor.page().locator(".seal")).containsText(auditor.words().of("reporting.proof.verified"));
        auditor.picture("audit");

        var bundle = Path.of("target", "bundles", "browser-" + company.brand() + ".zip");
        auditor.page()
                .waitForDownload(() -> auditor.link("reporting.proof.download").click())
                .saveAs(bundle);
        var verified = world.parvis().run("verify", bundle.toAbsolutePath().toString());
        assertThat(verified.exitCode()).as(verified.out()).isZero();
    }

    private static Locator entry(Visitor auditor, String what) {
        return auditor.page()
                .locator(".lg-r")
                .filter(new Locator.FilterOptions()
                        .setHas(auditor.page()
                                .locator("b")
                                .filter(new Locator.FilterOptions()
                                        .setHasText(Pattern.compile("^"
                                                + Words.quoted(auditor.words().of("audit.what." + what)) + "$")))))
                .last();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void aSuggestionIsCarriedDecidedAndShippedAndItsAuthorIsToldInTheThread(String language) {
        var company = companyThatSpeaks(language);
        company.productLine("Lines");
        var said = writesInTheTown(
                company,
                in(
                        language,
                        "Garance, ouvrez donc une ligne directe Nantes-Oslo, on sera nombreux à la prendre !",
                        "Juniper, please open a direct line from Nantes to Oslo, many of us would take it!"));
        var summary = in(language, "Ouvrir une ligne Nantes-Oslo", "Open a line from Nantes to Oslo");
        var note = in(language, "Premier vol le 2 mai.", "First flight on 2 May.");
        try (var manager = signedIn(company, Part.MANAGER);
                var productManager = signedIn(company, Part.PRODUCT_MANAGER);
                var lead = signedIn(company, Part.LEAD)) {
            opensTheConversation(manager, said.text());
            manager.page().locator("[data-open='cv-suggest']").click();
            manager.page().locator("#sn-summary").fill(summary);
            manager.page().locator("#sn-line").selectOption(company.brand() + "-lines");
            manager.picture("suggest");
            manager.button("crm.suggest.do").click();
            assertThat(manager.page().locator("#cv-suggest-body")).containsText(summary);
            manager.page().locator("#cv-suggest-body button").click();

            decidesAndShips(productManager, summary, note);

            var drafted = read(
                    "the reply to the author is drafted",
                    () -> {
                        manager.page().reload();
                        return manager.page().locator("#cp-text").inputValue();
                    },
                    text -> text.contains(note));
            assertThat(drafted).contains(summary);
            asksForApproval(manager);
            opensTheReview(lead, drafted);
            approves(lead);
            standsInTheTown(company, said, drafted);

            productManager.follow("suggestions");
            row(productManager, summary).locator("a").click();
            read(
                    "the author is told",
                    () -> {
                        productManager.page().reload();
                        return productManager.page().locator("#detail").textContent();
                    },
                    text -> text.contains(company.name(Part.MANAGER)) && text.contains(told(productManager)));
            productManager.picture("suggestion");

            manager.hasNoComplaints();
            productManager.hasNoComplaints();
            lead.hasNoComplaints();
        }
    }

    private static String told(Visitor visitor) {
        return visitor.words().of("crm.told.at").replace("{0}", "").strip();
    }

    /** A card shows what can be done with it to who points at it. */
    private static void opensTheDecision(Visitor productManager, String summary) {
        var card = row(productManager, summary);
        card.hover();
        card.locator("[data-key='d']").click();
    }

    private static void closesWhatWasDone(Visitor productManager) {
        var done = productManager.page().locator("#sg-decide-body form[method='dialog'] button");
        assertThat(done).isVisible();
        done.click();
    }

    private static void decidesAndShips(Visitor productManager, String summary, String note) {
        var language = productManager.words().language();
        productManager.follow("suggestions");
        productManager.picture("suggestions");
        opensTheDecision(productManager, summary);
        var dialog = productManager.page().locator("#sg-decide-body");
        dialog.locator("label:has(input[value='ACCEPTED'])").click();
        dialog.locator("#sg-reason").fill(in(language, "412 personnes l’ont demandée.", "412 people asked for it."));
        productManager.button("crm.decide.do").click();
        closesWhatWasDone(productManager);

        opensTheDecision(productManager, summary);
        dialog.locator("#sg-note").fill(note);
        productManager.button("crm.ship.do").click();
        closesWhatWasDone(productManager);
        assertThat(row(productManager, summary)).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void anEscalationClimbsUntilAPersonAcknowledges(String language) {
        var company = companyThatSpeaks(language);
        company.lead()
                .put(
                        "/api/moderation/rotas/" + company.brand() + "-night",
                        Map.of(
                                "brand", company.brand(),
                                "name", in(language, "Nuit", "Night"),
                                "levels",
                                        List.of(
                                                List.of(company.member(Part.COLLEAGUE)),
                                                List.of(company.member(Part.SECOND_LEAD))),
                                "perLevel", "PT4S"))
                .ok();
        var said = writesInTheTown(
                company,
                in(
                        language,
                        "Garance : fumée en cabine au-dessus de Porto, personne ne nous dit rien",
                        "Juniper: smoke in the cabin above Porto, nobody tells us anything"));
        var reason = in(language, "Fumée à bord, la presse demande.", "Smoke on board, the press is asking.");
        try (var manager = signedIn(company, Part.MANAGER);
                var onCall = signedIn(company, Part.SECOND_LEAD)) {
            opensTheConversation(manager, said.text());
            manager.page().locator("[data-open='cv-escalate']").click();
            manager.page().locator("#cv-reason").fill(reason);
            manager.button("crm.act.escalate.do").click();
            assertThat(manager.page().locator("h1")).hasText(reason);

            find("the matter in the list", () -> {
                        onCall.follow("escalations");
                        return shown(row(onCall, reason));
                    })
                    .click();
            assertThat(onCall.page()
                            .locator(".why li")
                            .filter(new Locator.FilterOptions().setHasText(company.name(Part.SECOND_LEAD))))
                    .isVisible();
            assertThat(onCall.page()
                            .locator(".why li")
                            .filter(new Locator.FilterOptions().setHasText(company.name(Part.COLLEAGUE))))
                    .isVisible();
            onCall.picture("escalation");
            onCall.button("moderation.escalation.acknowledge").click();
            assertThat(onCall.page().locator(".esc-page"))
                    .containsText(onCall.words().of("moderation.escalation.state.ACKNOWLEDGED"));
            assertThat(manager.page().locator(".esc-page")).containsText(company.name(Part.SECOND_LEAD));

            manager.hasNoComplaints();
            onCall.hasNoComplaints();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void nobodyApprovesTheirOwnWordsAndIsToldSo(String language) {
        var company = companyThatSpeaks(language);
        var said = writesInTheTown(
                company,
                in(
                        language,
                        "Garance, le wifi du vol de Nice ne marchait pas, c’est normal ?",
                        "Juniper, the wifi on the flight from Nice did not work, is that normal?"));
        var words = in(
                language,
                "Non Solveig, ce n’est pas normal : il est réparé depuis ce matin.",
                "No Solveig, it is not: it was repaired this morning.");
        try (var lead = signedIn(company, Part.LEAD)) {
            opensTheConversation(lead, said.text());
            drafts(lead, words);
            asksForApproval(lead);
            find("the review among one's own", () -> {
                        lead.follow("reviews");
                        lead.turns(lead.link("moderation.review.tab.MINE")::click);
                        return shown(lead.page().locator("#queue [data-row]").first());
                    })
                    .click();
            assertThat(lead.page().locator(".np.mine p")).hasText(words);
            assertThat(lead.page().locator(".dec")).containsText(lead.words().of("moderation.review.youWroteIt"));
            assertThat(lead.page().locator("summary[data-key='f']")).hasCount(0);
            lead.picture("review-own");

            lead.hasNoComplaints();

            // An older page, or somebody who knows the address, may still ask.
            lead.posts(URI.create(lead.page().url()).getPath() + "/approve", "contentHash", "older");
            assertThat(lead.page().locator(".err")).containsText(lead.words().of("moderation.review.notDone"));
            assertThat(world.town().timesCreated(company.brand(), words)).isZero();
        }
    }

    /** No mouse from the sign-in to the approval: only keys that the help page names. */
    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void theMainJobIsDoneFromTheKeyboardAlone(String language) {
        var company = companyThatSpeaks(language);
        var said = writesInTheTown(
                company,
                in(
                        language,
                        "Garance, peut-on encore changer le nom sur un billet la veille du départ ?",
                        "Juniper, can a name on a ticket still be changed the day before?"));
        var words = in(
                language,
                "Oui Solveig, jusqu’à vingt heures la veille, dans l’application.",
                "Yes Solveig, until eight in the evening before, in the app.");
        try (var manager = visitor(company);
                var lead = visitor(company);
                var auditor = visitor(company)) {
            manager.signInByKeyboard(company.member(Part.MANAGER), Company.PASSWORD);
            manager.goByKeyboard("shell.nav.inbox");
            manager.tabsTo("crm.inbox.of.nobody");
            manager.page().keyboard().press("Enter");
            assertThat(manager.page().locator(".pv-tabs a[aria-current]"))
                    .hasText(manager.words().beginningOf("crm.inbox.of.nobody"));
            walksTo(manager, said.text(), manager.page().locator("#thread"));
            assertThat(manager.page().locator("#cp-text")).isVisible();
            manager.page().keyboard().press("r");
            assertThat(manager.page().locator("#cp-text")).isFocused();
            manager.page().keyboard().type(words);
            assertThat(manager.page().locator("[data-approval='needed']")).isVisible();
            manager.page().keyboard().press("Control+Enter");
            assertThat(manager.page().locator("#cp"))
                    .containsText(manager.words().of("publishing.composer.state.WAITING_APPROVAL"));

            lead.signInByKeyboard(company.member(Part.LEAD), Company.PASSWORD);
            lead.goByKeyboard("shell.nav.reviews");
            walksTo(lead, words, lead.page().locator(".np.mine p"));
            lead.page().keyboard().press("f");
            assertThat(lead.button("moderation.review.approveButton")).isVisible();
            lead.page().keyboard().press("Control+Enter");
            assertThat(lead.page().locator(".pv-toast"))
                    .containsText(lead.words().of("moderation.review.done.f"));
            var address = standsInTheTown(company, said, words);

            auditor.signInByKeyboard(company.member(Part.AUDITOR), Company.PASSWORD);
            auditor.goByKeyboard("shell.nav.audit");
            auditor.page().keyboard().press("/");
            assertThat(auditor.page().locator("#q")).isFocused();
            auditor.page().keyboard().type(address);
            var before = auditor.page().url();
            auditor.page().keyboard().press("Enter");
            auditor.page().waitForCondition(() -> !auditor.page().url().equals(before));
            auditor.page().waitForLoadState();
            find("the story of the reply", () -> {
                auditor.page().reload();
                return shown(entry(auditor, "DeliveryConfirmed"));
            });

            manager.hasNoComplaints();
            lead.hasNoComplaints();
            auditor.hasNoComplaints();
        }
    }

    /** With j down the queue and with k up again until the pane shows what is looked for. */
    private static void walksTo(Visitor visitor, String text, Locator pane) {
        var isGoingDown = new AtomicBoolean(true);
        find("the pane with " + text, () -> {
            visitor.page().keyboard().press(isGoingDown.get() ? "j" : "k");
            visitor.page().keyboard().press("Enter");
            visitor.page().waitForTimeout(500);
            visitor.settles();
            if (pane.count() > 0 && pane.first().textContent().contains(text)) {
                return Optional.of(pane);
            }
            if (visitor.isAtTheEndOfTheQueue(isGoingDown.get())) {
                isGoingDown.set(!isGoingDown.get());
                visitor.page().reload();
            }
            return Optional.empty();
        });
    }

    @ParameterizedTest
    @CsvSource({"ines, fr", "priya, en", "camille, fr", "lea, fr", "merle, fr", "nora, en"})
    void theFirstPageOfEachRoleOfTheDemonstrationHasLifeInIt(String member, String language) {
        try (var visitor = new Visitor(chromium.browser(), world.parvis().url(), language)) {
            visitor.signIn(member, peoplesPassword());
            read(
                    "something to do or to read for " + member,
                    () -> {
                        visitor.page().reload();
                        visitor.page().waitForTimeout(1_500);
                        return visitor.page().locator("main [data-row]").count();
                    },
                    rows -> rows > 0);
            visitor.picture("first-" + member);
            visitor.hasNoComplaints();
        }
    }

    /** What somebody is offered they may open, and it can be looked at in the dark, on a phone, and by a screen reader. */
    @ParameterizedTest
    @CsvSource({"ines, fr", "priya, en", "camille, fr", "lea, fr", "merle, fr", "nora, en", "admin, en"})
    void everyLineOfTheNavigationOpensAPage(String member, String language) {
        try (var visitor = new Visitor(chromium.browser(), world.parvis().url(), language)) {
            visitor.signIn(member, member.equals("admin") ? adminsPassword() : peoplesPassword());
            for (var line : visitor.lines()) {
                visitor.follow(line);
                visitor.picture(member + "-" + line);
            }
            visitor.hasNoComplaints();
        }
    }

    private static String peoplesPassword() {
        return said("(?m)^The people of the demonstration sign in with their id and the password (\\S+):");
    }

    private static String adminsPassword() {
        return said("(?m)^Administrator: admin   Password: (\\S+) ");
    }

    private static String said(String pattern) {
        var found = Pattern.compile(pattern).matcher(world.parvis().output());
        assertThat(found.find()).as(world.parvis().output()).isTrue();
        return found.group(1);
    }
}
