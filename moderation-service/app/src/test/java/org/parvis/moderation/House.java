package org.parvis.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.crm.api.ConversationOpened;
import org.parvis.crm.api.MessageReceived;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.listening.api.MentionCollected;
import org.parvis.publishing.api.ChannelConnected;
import org.parvis.publishing.api.ContentHash;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.ReplySubmitted;

/** A house with a brand, its people, an account and a conversation, told through the entries of the other services. */
public final class House {

    public static final String BRAND = "helianthe";
    public static final String CHANNEL = "bluesky-fr";
    public static final Instant MONDAY = Instant.parse("2026-11-23T07:10:00Z");

    public static final Actor INES = member("ines", Role.COMMUNITY_MANAGER);
    public static final Actor PRIYA = member("priya", Role.LEAD);
    public static final Actor THEO = member("theo", Role.LEAD);
    public static final Actor MALIK = member("malik", Role.COMMUNITY_MANAGER);
    public static final Actor LEA = member("lea", Role.EMPLOYEE);
    public static final Actor NORA = member("nora", Role.AUDITOR);
    public static final Actor ROOT = TestMembers.member("root", Role.ADMIN, Grant.EVERY_BRAND);
    public static final Actor STRANGER = TestMembers.member("stranger", Role.LEAD, "other");

    private static final Map<String, String> NAMES = Map.of(
            "ines", "Inès Caradec",
            "priya", "Priya Raman",
            "theo", "Théo Vasseur",
            "malik", "Malik Sow",
            "lea", "Léa Fournier",
            "nora", "Nora Lindt");

    private House() {}

    private static Actor member(String id, Role role) {
        return TestMembers.member(id, role, BRAND);
    }

    private static final class Opened {
        static final RunningService SERVICE = RunningService.start(ModerationApplication.class);

        static {
            furnish(SERVICE);
            isFurnished(SERVICE);
            Runtime.getRuntime().addShutdownHook(new Thread(SERVICE::close));
        }
    }

    /** The furnished house that tests share when they touch only what they brought; starting one takes seconds. */
    public static RunningService open() {
        return Opened.SERVICE;
    }

    /** People, brands, an account. */
    public static void furnish(RunningService service) {
        service.append(new BrandRegistered(BRAND, "Hélianthe France", "FR", List.of("fr", "en"), "Europe/Paris"));
        service.append(new BrandRegistered("other", "Other Airline", "DE", List.of("en"), "Europe/Berlin"));
        for (var member : List.of(INES, PRIYA, THEO, MALIK, LEA, NORA)) {
            var language = member.id().equals("malik") ? "fr" : "en";
            service.append(new MemberRegistered(
                    member.id(),
                    NAMES.getOrDefault(member.id(), member.id()),
                    member.id() + "@helianthe.example",
                    language,
                    "Europe/Paris"));
            for (var grant : member.grants()) {
                service.append(new GrantGiven(
                        member.id(), grant.grantId(), grant.role(), grant.brandId(), null, null, grant.until()));
            }
        }
        service.append(new ChannelConnected(
                CHANNEL, BRAND, Network.BLUESKY, "Hélianthe France", "Europe/Paris", Map.of(), 20));
    }

    /** Waits until moderation knows the house. */
    public static void isFurnished(RunningService service) {
        RunningService.eventually(
                () -> assertThat(service.jdbc().sql("""
                                select (select count(*) from member_directory) + (select count(*) from member_directory_grant)
                                  + (select count(*) from member_grant) + (select count(*) from brand_directory)
                                  + (select count(*) from channel)
                                """).query(Integer.class).single())
                        .isEqualTo(6 + 6 + 6 + 2 + 1));
    }

    /** Margaux wrote; {@code conversation} names the conversation, and with a suffix the message. */
    public static void says(RunningService service, String conversation, int number, String text) {
        var mention = conversation + "-m" + number;
        var at = MONDAY.plus(Duration.ofMinutes(number));
        service.append(new MentionCollected(
                mention,
                BRAND,
                "source",
                "BLUESKY",
                "thread-" + conversation,
                "person-margaux",
                "Margaux Belin",
                "margaux-belin.example",
                "remote-" + mention,
                null,
                "https://bsky.example/" + mention,
                null,
                text,
                at,
                at,
                List.of()));
        if (number == 1) {
            service.append(new ConversationOpened(
                    conversation, BRAND, "BLUESKY", "source", "thread-" + conversation, "person-margaux", mention, at));
        }
        service.append(new MessageReceived(conversation, BRAND, mention, number, at));
    }

    /** Somebody submits a reply to the first message of a conversation. */
    public static ReplySubmitted reply(
            String replyId, String conversation, String text, int revision, String author, String... editors) {
        var mention = conversation + "-m1";
        return new ReplySubmitted(
                replyId,
                BRAND,
                conversation,
                mention,
                CHANNEL,
                "person-margaux",
                text,
                ContentHash.of(CHANNEL, mention, text),
                revision,
                author,
                List.of(editors));
    }

    /** A clock that stands still until it is told to move. */
    public static final class TestClock extends Clock {

        private volatile Instant now;

        public TestClock(Instant now) {
            this.now = now;
        }

        public void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
