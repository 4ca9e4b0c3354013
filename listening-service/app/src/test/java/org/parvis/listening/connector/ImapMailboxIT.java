package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;
import org.parvis.test.mail.MailServer;

/** Listens to a mailbox of a real Dovecot, started on this machine; letters are put there by another mail program. */
@Tag("peers")
@SuppressWarnings("NullAway.Init")
class ImapMailboxIT {

    private static @Nullable MailServer server;
    private static @Nullable Fetcher fetcher;
    private static ImapConnector connector;

    @BeforeAll
    static void start() {
        server = MailServer.startOrSkip();
        fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC());
        connector = new ImapConnector(fetcher, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        if (fetcher != null) {
            fetcher.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private interface Work {
        void in(Store store) throws MessagingException;
    }

    private static void as(String user, Work work) {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", requireNonNull(server).port(), user, MailServer.PASSWORD);
            work.in(store);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static MimeMessage letter(String id, String text) throws MessagingException {
        var raw = "From: =?utf-8?Q?V=C3=A9ra?= <vera@example.test>\r\nSubject: Wifi\r\nMessage-ID: <" + id
                + "@example.test>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n";
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw.getBytes(UTF_8)));
    }

    private static void comes(String user, String folder, String... texts) {
        as(user, store -> {
            var place = store.getFolder(folder);
            if (!place.exists()) {
                place.create(Folder.HOLDS_MESSAGES);
            }
            var letters = new ArrayList<Message>();
            for (var text : texts) {
                letters.add(letter(text.replaceAll("\\W", ""), text));
            }
            place.appendMessages(letters.toArray(Message[]::new));
        });
    }

    private static PollResult poll(String user, String folder, String password, Cursor cursor) {
        var settings =
                Map.of("server", "imap://127.0.0.1:" + requireNonNull(server).port(), "user", user, "folder", folder);
        return connector.poll(new SourceSettings(settings), new Credentials(Map.of("password", password)), cursor);
    }

    private static Batch batch(String user, String folder, Cursor cursor) {
        var result = poll(user, folder, MailServer.PASSWORD, cursor);
        assertThat(result).isInstanceOf(Batch.class);
        return (Batch) result;
    }

    @Test
    void readsOnceWhatComesAndMarksNothingAsRead() {
        comes("ines@example.test", "Réclamations", "Le wifi est en panne à bord.");
        var first = batch("ines@example.test", "Réclamations", Cursor.START);
        assertThat(first.items()).singleElement().satisfies(item -> {
            assertThat(item.text()).isEqualTo("Le wifi est en panne à bord.");
            assertThat(item.author().name()).isEqualTo("Véra");
            assertThat(item.author().handle()).isEqualTo("vera@example.test");
        });
        as("ines@example.test", store -> {
            var folder = store.getFolder("Réclamations");
            folder.open(Folder.READ_ONLY);
            assertThat(folder.getUnreadMessageCount()).isEqualTo(1);
            assertThat(folder.getNewMessageCount()).isEqualTo(1);
        });
        assertThat(batch("ines@example.test", "Réclamations", first.next()).items())
                .isEmpty();
    }

    @Test
    void missesNothingWhileLettersComeAndGo() {
        comes("noe@example.test", "INBOX", "before");
        var cursor = batch("noe@example.test", "INBOX", Cursor.START).next();
        var expected = new ArrayList<String>();
        for (var i = 0; i < 130; i++) {
            expected.add("number " + i);
        }
        comes("noe@example.test", "INBOX", expected.toArray(String[]::new));
        as("noe@example.test", store -> {
            var folder = store.getFolder("INBOX");
            folder.open(Folder.READ_WRITE);
            folder.getMessage(1).setFlag(Flags.Flag.DELETED, true);
            folder.getMessage(50).setFlag(Flags.Flag.DELETED, true);
            folder.close(true);
        });
        expected.remove("number 48");
        assertThat(texts("noe@example.test", cursor)).isEqualTo(expected);
    }

    @Test
    void whenNumbersBeginAnewTheSameLettersHaveTheSameNames() {
        comes("priya@example.test", "INBOX", "one", "two");
        var before = batch("priya@example.test", "INBOX", Cursor.START);
        requireNonNull(server).beginNumbersAnew("priya@example.test");
        comes("priya@example.test", "INBOX", "three");
        var after = batch("priya@example.test", "INBOX", before.next());
        assertThat(after.next().mark("validity")).isNotEqualTo(before.next().mark("validity"));
        assertThat(after.items()).extracting(CollectedItem::text).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(after.items())
                .extracting(CollectedItem::remoteId)
                .containsAll(
                        before.items().stream().map(CollectedItem::remoteId).toList());
        assertThat(after.incomplete()).isFalse();
    }

    @Test
    void saysWhichDoorIsShut() {
        comes("leo@example.test", "INBOX", "one");
        assertThat(poll("leo@example.test", "INBOX", "wrong", Cursor.START))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.problem()).isEqualTo(Problem.AUTHENTICATION));
        assertThat(poll("leo@example.test", "Nowhere", MailServer.PASSWORD, Cursor.START))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo("listening.source.NO_FOLDER"));
    }

    private static List<String> texts(String user, Cursor from) {
        var texts = new ArrayList<String>();
        var cursor = from;
        var more = true;
        while (more) {
            var batch = batch(user, "INBOX", cursor);
            batch.items().forEach(item -> texts.add(item.text()));
            cursor = batch.next();
            more = batch.more();
        }
        return texts;
    }
}
