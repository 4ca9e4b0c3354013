package org.parvis.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.parvis.axon.Refused;
import org.parvis.boot.testing.RunningService;
import org.parvis.crm.api.ConversationOpened;
import org.parvis.crm.api.MessageReceived;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.api.Theme;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.listening.api.MentionCollected;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewNotNeeded;
import org.parvis.moderation.api.ReviewOpened;
import org.parvis.moderation.api.ReviewRefused;
import org.parvis.moderation.api.Reviewed;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.Networks;
import org.parvis.publishing.network.Notices;
import org.parvis.publishing.network.SendOutcome;
import org.parvis.publishing.network.bluesky.BlueskyAdapter;
import org.parvis.publishing.network.manual.ManualAdapter;
import org.parvis.publishing.network.mastodon.MastodonAdapter;
import org.parvis.publishing.network.webhook.WebhookAdapter;
import org.parvis.publishing.network.wordpress.WordPressAdapter;
import org.parvis.publishing.reply.Conversations;
import org.parvis.publishing.reply.RightToAnswer;
import org.parvis.publishing.testing.ScriptedNetwork;
import org.parvis.publishing.testing.Story;

/**
 * A house whose pages are looked at: people of every role, two brands, and a network that does what the words sent to it say. Its ids begin with
 * {@code raw-}, so that one that reaches a reader's eyes is seen.
 */
final class House {

    static final String BRAND = Story.BRAND;
    static final String OTHER = "raw-other";

    static final Actor ADELE = member("raw-adele", "Adèle Morin", Role.ADMIN, BRAND);
    static final Actor PRIYA = member("raw-priya", "Priya Raman", Role.LEAD, BRAND);
    static final Actor THEO = member("raw-theo", "Théo Vasseur", Role.LEAD, BRAND);
    static final Actor INES = member("raw-ines", "Inès Caradec", Role.COMMUNITY_MANAGER, BRAND);
    static final Actor AGATHE = member("raw-agathe", "Agathe Prieur", Role.AGENCY, BRAND);
    static final Actor EMIL = member("raw-emil", "Émil Egger", Role.EMPLOYEE, BRAND);
    static final Actor NORA = member("raw-nora", "Nora Lindt", Role.AUDITOR, BRAND);
    static final Actor PAUL = member("raw-paul", "Paul Ferrand", Role.PRODUCT_MANAGER, BRAND);
    static final Actor STRANGER = member("raw-stranger", "Zoé Almeida", Role.LEAD, OTHER);
    static final Actor STRANGE_ADMIN = member("raw-otto", "Otto Brandt", Role.ADMIN, OTHER);

    /** Works on one channel of the brand, one that nothing here goes through. */
    static final Actor FARID = member(
            "raw-farid",
            "Farid Haddad",
            new Grant("g-raw-farid", Role.COMMUNITY_MANAGER, BRAND, null, "raw-elsewhere", null));

    /** Administers that one channel. */
    static final Actor FAYE =
            member("raw-faye", "Faye Holm", new Grant("g-raw-faye", Role.ADMIN, BRAND, null, "raw-elsewhere", null));

    static final ScriptedNetwork NETWORK = new ScriptedNetwork();

    private static final CountDownLatch OVER = new CountDownLatch(1);
    private static final Set<String> TRIED = ConcurrentHashMap.newKeySet();

    private House() {}

    /** The furnished house, shared by all classes that look at its pages: starting one takes seconds. */
    static final class Opened implements BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext context) {
            // Closed with the last test, while its database is still there.
            context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent("house", name ->
                    (AutoCloseable) House::close);
        }

        static final RunningService SERVICE = RunningService.start(
                PublishingApplication.class,
                Map.of(
                        "publishing.delivery.settle", "PT0.1S,PT0.1S,PT0.1S,PT0.1S,PT0.1S",
                        "publishing.delivery.retry-pause", "PT0.05S",
                        "publishing.delivery.poll", "PT0.05S",
                        "publishing.delivery.sends-per-minute", "600000"),
                shared -> {
                    var fetcher = new Fetcher(
                            FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC());
                    var networks = new Networks(List.of(
                            NETWORK,
                            new BlueskyAdapter(fetcher, Clock.systemUTC()),
                            new MastodonAdapter(fetcher, Notices.NONE, Clock.systemUTC()),
                            new WordPressAdapter(fetcher),
                            new WebhookAdapter(fetcher, Clock.systemUTC()),
                            new ManualAdapter(fetcher)));
                    shared.registerBean("networks", Networks.class, () -> networks);
                    shared.registerBean(
                            "rightForTests",
                            RightToAnswer.class,
                            () -> new FirstComeRight(shared.getBean(Conversations.class)),
                            bean -> bean.setPrimary(true));
                });
        static final Story STORY = new Story(SERVICE);

        static {
            NETWORK.sending(House::answers);
            NETWORK.hiding(message -> message.text().contains("(unseen)"));
            furnish();
        }
    }

    private static void close() {
        OVER.countDown();
        Opened.SERVICE.close();
    }

    static RunningService service() {
        return Opened.SERVICE;
    }

    static Story story() {
        return Opened.STORY;
    }

    static Actor member(String id, String name, Role role, String brandId) {
        return member(id, name, new Grant("g-" + id, role, brandId, null, null, null));
    }

    private static Actor member(String id, String name, Grant grant) {
        return new Actor(
                id, Actor.Kind.HUMAN, name, Locale.ENGLISH, ZoneId.of("Europe/Paris"), Theme.SYSTEM, List.of(grant));
    }

    private static void furnish() {
        Opened.SERVICE.append(new BrandRegistered(BRAND, "Hélianthe France", "FR", List.of("fr"), "Europe/Paris"));
        Opened.SERVICE.append(new BrandRegistered(OTHER, "Other Airline", "DE", List.of("en"), "Europe/Berlin"));
        var people = List.of(ADELE, PRIYA, THEO, INES, AGATHE, EMIL, NORA, STRANGER);
        for (var member : people) {
            Opened.STORY.happened(
                    "Member",
                    member.id(),
                    new MemberRegistered(
                            member.id(),
                            String.valueOf(member.name()),
                            member.id() + "@helianthe.example",
                            "en",
                            "Europe/Paris"));
        }
        Opened.STORY.wrote("raw-c-any", "raw-m-any", "TOWN", "t-1");
        Opened.STORY.lead(PRIYA.id());
        Opened.STORY.lead(THEO.id());
        eventually(() -> assertThat(count(
                        "select (select count(*) from member_directory) + (select count(*) from brand_directory)"))
                .isEqualTo(people.size() + 2));
    }

    static long count(String sql, Object... parameters) {
        return service()
                .jdbc()
                .sql(sql)
                .params(List.of(parameters))
                .query(Long.class)
                .single();
    }

    // ---- what happens to words on the network

    private static SendOutcome answers(Message message) {
        var text = message.text();
        if (text.contains("(lost)") && TRIED.add(message.clientKey())) {
            return new SendOutcome.Unknown("STATUS_503");
        } else if (text.contains("(refused)")) {
            return new SendOutcome.Refused("SPAM_SUSPECTED", "Looks like <b>spam</b>");
        } else if (text.contains("(slow)")) {
            untilTheEnd();
        }
        return NETWORK.takes(message);
    }

    private static void untilTheEnd() {
        try {
            assertThat(OVER.await(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- what the other services do

    /** Connects a channel and waits until pages know it. */
    static void channel(String channelId, String name, String deliveryClass, int undoSeconds) {
        var answer = service()
                .put(ADELE, "/api/publishing/channels/" + channelId, """
                {"brand":"helianthe","network":"TOWN","name":"%s","zone":"Europe/Paris","settings":{"class":"%s"},
                 "credentials":{"token":"very-secret-token"},"undoSeconds":%d}
                """.formatted(name, deliveryClass, undoSeconds));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        eventually(() -> assertThat(count("select count(*) from channel where channel_id = ?", channelId))
                .isEqualTo(1));
    }

    /** Somebody outside writes, in a conversation of their own or once more. */
    static void says(String brandId, String conversationId, int number, String author, String text) {
        var mentionId = conversationId + "-m" + number;
        var now = Instant.now();
        story().happened(
                        "Mention",
                        mentionId,
                        new MentionCollected(
                                mentionId,
                                brandId,
                                "source",
                                "TOWN",
                                "thread-" + conversationId,
                                "p-" + conversationId,
                                author,
                                "margaux",
                                "t-" + mentionId,
                                null,
                                "http://town/" + mentionId,
                                null,
                                text,
                                now,
                                now,
                                List.of()));
        if (number == 1) {
            story().happened(
                            "Conversation",
                            conversationId,
                            new ConversationOpened(
                                    conversationId,
                                    brandId,
                                    "TOWN",
                                    "source",
                                    "thread-" + conversationId,
                                    "p-" + conversationId,
                                    mentionId,
                                    now));
        }
        story().happened(
                        "Conversation",
                        conversationId,
                        new MessageReceived(conversationId, brandId, mentionId, number, now));
    }

    static void opened(Reviewed kind, String reviewId, String id, String hash, Actor author) {
        story().happened(
                        "Review",
                        reviewId,
                        new ReviewOpened(
                                reviewId,
                                BRAND,
                                kind,
                                id,
                                null,
                                null,
                                "",
                                null,
                                "",
                                hash,
                                0,
                                author.id(),
                                List.of(),
                                1,
                                List.of()));
    }

    static void approved(Reviewed kind, String reviewId, String id, String hash, Actor approver) {
        story().happened("Review", reviewId, new ReviewApproved(reviewId, BRAND, kind, id, approver.id(), hash, null));
    }

    static void notNeeded(String brandId, Reviewed kind, String reviewId, String id, String hash) {
        story().happened("Review", reviewId, new ReviewNotNeeded(reviewId, brandId, kind, id, hash, 1));
    }

    static void refused(Reviewed kind, String reviewId, String id, Actor decider, String reason) {
        story().happened(
                        "Review",
                        reviewId,
                        new ReviewRefused(reviewId, BRAND, kind, id, decider.id(), "g-07", 1, reason));
    }

    /** A reply that was approved, on its way out now; answers the id of its delivery. */
    static String goesOut(String replyId, String channelId, String text) {
        return goesOut(replyId, channelId, text, Instant.now());
    }

    static String goesOut(String replyId, String channelId, String text, Instant leavesAt) {
        story().released(List.of(new Story.Release(replyId, "raw-m-any", channelId, text, leavesAt)));
        var found = new ArrayList<String>();
        eventually(() -> {
            found.clear();
            found.addAll(service()
                    .jdbc()
                    .sql("select delivery_id from delivery where outgoing_id = ?")
                    .param(replyId)
                    .query(String.class)
                    .list());
            assertThat(found).hasSize(1);
        });
        return found.getFirst();
    }

    static void awaitDelivery(String deliveryId, String state, boolean held) {
        eventually(() -> assertThat(service()
                        .jdbc()
                        .sql("select state || ' ' || held from delivery where delivery_id = ?")
                        .param(deliveryId)
                        .query(String.class)
                        .single())
                .isEqualTo(state + " " + held));
    }

    /** The right to answer as crm grants it: to the first who asks, if they have seen the newest message. */
    private record FirstComeRight(Conversations conversations, Map<String, String> holders) implements RightToAnswer {

        FirstComeRight(Conversations conversations) {
            this(conversations, new ConcurrentHashMap<>());
        }

        @Override
        public void reserve(String conversationId, String replyId, long conversationVersion) {
            var newer = conversations.find(conversationId).orElseThrow().newerThan(conversationVersion);
            if (!newer.isEmpty()) {
                throw new NotYours(NotYours.Reason.CONVERSATION_MOVED_ON, conversationId);
            }
            var holder = holders.putIfAbsent(conversationId, replyId);
            if (holder != null && !holder.equals(replyId)) {
                throw new NotYours(NotYours.Reason.ANSWER_HELD, conversationId);
            }
        }

        @Override
        public void giveBack(String conversationId, String replyId) {
            holders.remove(conversationId, replyId);
        }
    }

    private static final class NotYours extends Refused {

        enum Reason {
            CONVERSATION_MOVED_ON,
            ANSWER_HELD
        }

        NotYours(Reason reason, String conversationId) {
            super(Category.CONFLICT, reason, "conversation:" + conversationId, new LinkedHashMap<String, Object>());
        }
    }
}
