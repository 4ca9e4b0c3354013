package org.parvis.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.crm.PlainBrowser.Shown;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;

/** A house with two brands, its people and their browsers, which the page tests share; each test works on what it brought. */
final class PageHouse {

    static final String BRAND = Outside.BRAND;
    static final String OTHER = "nimbus";

    /** Somebody outside who tries to become part of the page. */
    static final String HOSTILE_NAME = "Mallory <script>alert(1)</script>";

    static final String HOSTILE_TEXT = "<b>bold</b> \"><img src=x onerror=alert(1)> [[${7*7}]] {0} 'quoted'";

    private static final PageHouse OPENED = new PageHouse();

    final RunningService service = RunningService.start(CrmApplication.class);
    final Outside outside = new Outside(service);
    final Outside elsewhere = new Outside(service, OTHER);

    final Actor ines = member(outside, "ines", "Inès Caradec", Role.COMMUNITY_MANAGER);
    final Actor hugo = member(outside, "hugo", "Hugo Lemoine", Role.COMMUNITY_MANAGER);
    final Actor emile = member(outside, "emile", "Émile Roux", Role.EMPLOYEE);
    final Actor claire = member(outside, "claire", "Claire Aubanel", Role.PRODUCT_MANAGER);
    final Actor paula = member(outside, "paula", "Paula Neri", Role.PRODUCT_MANAGER);
    final Actor ada = member(outside, "ada", "Ada Min", Role.ADMIN);
    final Actor nora = member(outside, "nora", "Nora Lindt", Role.AUDITOR);

    /** May do everything crm knows, in the other brand. */
    final Actor stranger = named(
            TestMembers.member(
                    "stranger",
                    Locale.ENGLISH,
                    new Grant("s1", Role.LEAD, OTHER, null, null, null),
                    new Grant("s2", Role.PRODUCT_MANAGER, OTHER, null, null, null),
                    new Grant("s3", Role.ADMIN, OTHER, null, null, null)),
            "Sam Foreign",
            Locale.ENGLISH);

    private PageHouse() {
        outside.publishingListens();
        outside.brand(BRAND, "Hélianthe", "fr", "en");
        elsewhere.brand(OTHER, "Nimbus Air", "en");
        service.caughtUp();
        line("line-app", "Application", "claire");
        line("line-cabin", "Cabine", "paula");
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
    }

    /** Starting it takes seconds, so all page tests share one. */
    static PageHouse open() {
        return OPENED;
    }

    private static Actor member(Outside of, String id, String name, Role role) {
        return named(of.member(id, name, role), name, Locale.ENGLISH);
    }

    static Actor named(Actor member, String name, Locale language) {
        return new Actor(member.id(), member.kind(), name, language, member.zone(), member.theme(), member.grants());
    }

    private void line(String id, String name, String manager) {
        var body = "{\"brand\":\"%s\",\"name\":\"%s\",\"managers\":[\"%s\"]}".formatted(BRAND, name, manager);
        var answer = service.put(ada, "/api/crm/product-lines/" + id, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    PlainBrowser browserOf(Actor member) {
        return new PlainBrowser(service, member);
    }

    /** The same member, reading French. */
    PlainBrowser browserInFrench(Actor member) {
        return new PlainBrowser(service, named(member, member.name(), Locale.FRENCH));
    }

    /** A page that must be there. */
    Shown page(Actor member, String address) {
        return isThere(browserOf(member).open(address));
    }

    Shown pageInFrench(Actor member, String address) {
        return isThere(browserInFrench(member).open(address));
    }

    private static Shown isThere(Shown page) {
        assertThat(page.status()).as("%s%n%s", page.address(), page.html()).isEqualTo(200);
        return page;
    }

    /** How often something happened to one conversation or suggestion, as the ledger knows. */
    int happened(String event, String aggregateId) {
        return service.jdbc()
                .sql("select count(*) from ledger.entry where event_type like ? and aggregate_id like ?")
                .params("%." + event, "%/" + aggregateId)
                .query(Integer.class)
                .single();
    }

    /** Nothing of this brand is there for a member of another one, in whatever language they ask. */
    void isHiddenFromStrangers(List<String> addresses, String... secrets) {
        for (var address : addresses) {
            for (var browser : List.of(browserOf(stranger), browserInFrench(stranger))) {
                var page = browser.open(address);
                assertThat(page.status()).as(address).isEqualTo(404);
                assertThat(page.html()).as(address).doesNotContain(secrets);
            }
        }
    }
}
