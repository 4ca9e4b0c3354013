package org.parvis.system.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.system.world.Eventually.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parvis.system.running.SharedParvis;
import org.parvis.system.running.SharedParvis.World;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Company;
import org.parvis.system.world.Company.Part;
import org.parvis.system.world.Crawl;

/**
 * The public, and colleagues, write what would run if it were not shown as text; people of every role open the pages where it stands, in a
 * real browser. Nothing runs, and the content security policy never has to step in: it is the second wall, not the first.
 */
@Tag("journeys")
@ExtendWith(SharedParvis.class)
class HostileWordsIT {

    private static final int LONGEST_POST = 480;
    private static final List<String> DOORS = List.of(
            "/reporting/today",
            "/crm/inbox?of=team",
            "/moderation/reviews",
            "/publishing/calendar",
            "/reporting/audit");

    private static World world;
    private static Company company;
    private static Chromium chromium;
    private static List<String> messages;

    @BeforeAll
    static void everybodyWrites(World shared) {
        chromium = Chromium.open();
        world = shared;
        company = Company.found(world.parvis(), "hostile", "en")
                .listensToItsName()
                .livesIn(world.town(), 1);
        world.town().welcome("mallory", HostileWords.SHORT, "PERSON", "en");
        var posts = HostileWords.packed("hostile", LONGEST_POST);
        posts.forEach(text -> world.town().says("mallory", "en", text));
        company.fetchNow();
        var mentions = read("all of it is collected", company::mentions, all -> all.size() >= posts.size());
        messages = mentions.stream().map(mention -> Answer.text(mention, "id")).toList();
        colleaguesWrite(company.conversation(messages.getFirst()).path("id").asString(), messages.getFirst());
    }

    /** Whatever takes words from inside, as far as a form takes them. */
    private static void colleaguesWrite(String conversation, String mention) {
        var words = HostileWords.SHORT;
        var line = "hostile-line";
        company.admin()
                .put(
                        "/api/crm/product-lines/" + line,
                        Map.of(
                                "brand",
                                "hostile",
                                "name",
                                words,
                                "managers",
                                List.of(company.member(Part.PRODUCT_MANAGER))))
                .ok();
        company.manager()
                .post("/api/crm/suggestions", Map.of("mention", mention, "productLine", line, "summary", words))
                .ok();
        company.manager()
                .post(
                        "/api/crm/conversations/" + conversation + "/note",
                        Map.of("text", words),
                        company.conversationById(conversation).path("version").asString())
                .ok();
        company.lead()
                .put(
                        "/api/moderation/guidelines/hostile-tone",
                        Map.of(
                                "brand",
                                "hostile",
                                "title",
                                Map.of("en", words, "fr", words),
                                "text",
                                Map.of("en", words, "fr", words)))
                .ok();
        company.lead()
                .put(
                        "/api/moderation/rotas/hostile-night",
                        Map.of(
                                "brand",
                                "hostile",
                                "name",
                                words,
                                "levels",
                                List.of(List.of(company.member(Part.COLLEAGUE))),
                                "perLevel",
                                "PT5M"))
                .ok();
        company.manager()
                .post(
                        "/api/moderation/escalations",
                        Map.of(
                                "brand",
                                "hostile",
                                "subject",
                                "conversation:" + conversation,
                                "reason",
                                words,
                                "rota",
                                "hostile-night"))
                .ok();
        company.manager()
                .put(
                        "/api/publishing/replies/hostile-reply",
                        Map.of(
                                "conversation",
                                conversation,
                                "channel",
                                company.channel(),
                                "text",
                                words,
                                "conversationVersion",
                                company.conversationById(conversation)
                                        .path("version")
                                        .asLong()))
                .ok();
        company.manager().post("/api/publishing/replies/hostile-reply/submit").ok();
        company.openReview("hostile-reply");
    }

    @AfterAll
    static void closeTheBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void isShownAsTextAndNothingElse(Part part) {
        var addresses = pagesThatShowIt(part);
        var opened = new HashSet<String>();
        try (var visitor = new Visitor(chromium.browser(), world.parvis().url(), company.language())) {
            var dialogs = new ArrayList<String>();
            visitor.page().onDialog(dialog -> {
                dialogs.add(dialog.message() + " on " + visitor.page().url());
                dialog.dismiss();
            });
            visitor.signIn(company.member(part), Company.PASSWORD);
            for (var address : addresses) {
                visitor.go(address);
                visitor.settles();
                if (visitor.page().locator("body").innerText().contains(HostileWords.MARK)) {
                    opened.add(address);
                }
            }
            assertThat(dialogs).as("what ran").isEmpty();
            visitor.hasNoComplaints();
        }
        System.out.printf("%s opened %d pages with hostile words%n", part, opened.size());
        assertThat(opened).as("pages of a %s that show it", part).hasSizeGreaterThanOrEqualTo(pagesExpected(part));
    }

    /** A community manager opens every single message, everybody else some of each kind of page. */
    private static List<String> pagesThatShowIt(Part part) {
        var start = new ArrayList<>(DOORS);
        if (part == Part.MANAGER) {
            messages.forEach(id -> start.add("/listening/mentions/" + id));
            messages.forEach(id -> start.add("/crm/messages/" + id));
        }
        return Crawl.from(start, company.as(part)).pages().entrySet().stream()
                .filter(page -> page.getValue().said().contains(HostileWords.MARK))
                .filter(page -> page.getValue().said().contains("<html"))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int pagesExpected(Part part) {
        return switch (part) {
            case MANAGER -> messages.size();
            case COLLEAGUE, LEAD, SECOND_LEAD, EMPLOYEE, AGENCY -> 5;
            case PRODUCT_MANAGER, AUDITOR, ADMINISTRATOR -> 1;
        };
    }
}
