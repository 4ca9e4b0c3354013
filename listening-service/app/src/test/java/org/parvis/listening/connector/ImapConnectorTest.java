package org.parvis.listening.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;

/** Against a mail server that is somebody else's work. */
class ImapConnectorTest {

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final Fetcher fetcher =
            new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC());
    private final ImapConnector connector = new ImapConnector(fetcher, Clock.systemUTC());

    @BeforeEach
    void start() {
        mail.start();
        mail.setUser("us@example.test", "us@example.test", "pass \"word\"");
    }

    @AfterEach
    void stop() {
        mail.stop();
        fetcher.close();
    }

    private MailFolder inbox() {
        try {
            return mail.getManagers()
                    .getImapHostManager()
                    .getInbox(mail.getUserManager().getUserByEmail("us@example.test"));
        } catch (FolderException e) {
            throw new AssertionError(e);
        }
    }

    private void comes(String id, String headers, String text, Instant at) {
        var raw = "From: Vera <vera@example.test>\r\nSubject: Wifi\r\nMessage-ID: <" + id + ">\r\n" + headers + "\r\n"
                + text;
        try {
            var message =
                    new MimeMessage((Session) null, new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
            inbox().appendMessage(message, new Flags(), Date.from(at));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private void comes(String id, String text) {
        comes(id, "", text, Instant.now().minusSeconds(60));
    }

    private PollResult poll(Map<String, String> more, String password, Cursor cursor) {
        var settings = new HashMap<>(
                Map.of("server", "imap://127.0.0.1:" + mail.getImap().getPort(), "user", "us@example.test"));
        settings.putAll(more);
        return connector.poll(new SourceSettings(settings), new Credentials(Map.of("password", password)), cursor);
    }

    private Batch batch(Cursor cursor) {
        var result = poll(Map.of(), "pass \"word\"", cursor);
        assertThat(result).isInstanceOf(Batch.class);
        return (Batch) result;
    }

    @Test
    void changesNothingInTheMailbox() throws FolderException {
        comes("1@example.test", "one");
        batch(Cursor.START);
        assertThat(inbox().getMessages()).singleElement().satisfies(message -> {
            assertThat(message.getFlags().contains(Flags.Flag.SEEN)).isFalse();
            assertThat(message.getFlags().contains(Flags.Flag.DELETED)).isFalse();
        });
        assertThat(inbox().getRecentCount(false)).isEqualTo(1);
    }

    @Test
    void hangsAnAnswerWhereItsThreadBegan() {
        comes("1@example.test", "one");
        comes("3@example.test", "References: <1@example.test> <2@example.test>\r\n", "three", Instant.now());
        var items = batch(Cursor.START).items();
        assertThat(items).extracting(CollectedItem::threadRemoteId).containsOnly("1@example.test");
        assertThat(items.getLast().parentRemoteId()).contains("2@example.test");
        assertThat(items.getLast().author().handle()).isEqualTo("vera@example.test");
        assertThat(items.getLast().author().name()).isEqualTo("Vera");
    }

    @Test
    void aLetterThatTheHousePutsAwayIsNotTakenBack() throws FolderException {
        comes("1@example.test", "one");
        comes("2@example.test", "two");
        var before = batch(Cursor.START);
        inbox().deleteAllMessages();
        comes("3@example.test", "three");
        var after = batch(before.next());
        assertThat(after.items()).extracting(CollectedItem::text).containsExactly("three");
    }

    @Test
    void whenNumbersBeginAnewTheSameLettersHaveTheSameNames() {
        comes("1@example.test", "one");
        var before = batch(Cursor.START);
        comes("2@example.test", "two");
        var anew = before.next().with("validity", Optional.of("1")).with("uid", Optional.of("999"));
        var after = batch(anew);
        assertThat(after.items()).extracting(CollectedItem::text).containsExactly("one", "two");
        assertThat(after.items().getFirst().remoteId())
                .isEqualTo(before.items().getFirst().remoteId());
        assertThat(after.incomplete()).isFalse();
    }

    @Test
    void startsWithTheNewestOfALongHistory() {
        for (var i = 1; i <= 130; i++) {
            comes(i + "@example.test", "", "number " + i, Instant.now().minus(Duration.ofMinutes(200 - i)));
        }
        var texts = new ArrayList<String>();
        var cursor = Cursor.START;
        var more = true;
        while (more) {
            var batch = batch(cursor);
            batch.items().forEach(item -> texts.add(item.text()));
            cursor = batch.next();
            more = batch.more();
        }
        assertThat(texts).hasSize(100).startsWith("number 31").endsWith("number 130");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(poll(Map.of(), "wrong", Cursor.START)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.problem()).isEqualTo(Problem.AUTHENTICATION);
            assertThat(failure.code()).isEqualTo("listening.source.WRONG_PASSWORD");
        });
        assertThat(poll(Map.of("folder", "Réclamations"), "pass \"word\"", Cursor.START))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("listening.source.NO_FOLDER");
                    assertThat(failure.detail()).isEqualTo("Réclamations");
                });
        assertThat(poll(Map.of("folder", "x\r\np9 DELETE INBOX"), "pass \"word\"", Cursor.START))
                .isInstanceOf(Failure.class);
    }

    @ParameterizedTest
    @CsvSource({
        "imaps://10.1.2.3, FORBIDDEN_ADDRESS",
        "imaps://169.254.169.254:993, FORBIDDEN_ADDRESS",
        "imaps://[::ffff:7f00:1]:993, FORBIDDEN_ADDRESS",
        "imaps://8.8.8.8:22, PORT",
        "imap://8.8.8.8:993, UNENCRYPTED",
    })
    void knocksAtNoDoorThatIsNotAMailServers(String server, String refusal) {
        try (var strict = new Fetcher(FetchPolicy.standard(), Clock.systemUTC())) {
            var result = new ImapConnector(strict, Clock.systemUTC())
                    .poll(
                            new SourceSettings(Map.of("server", server, "user", "us")),
                            new Credentials(Map.of("password", "x")),
                            Cursor.START);
            assertThat(result).isInstanceOfSatisfying(Failure.class, failure -> {
                assertThat(failure.problem()).isEqualTo(Problem.REFUSED_ADDRESS);
                assertThat(failure.code()).isEqualTo("fetcher.refused." + refusal);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mail.example.org", "mail.example.org:1993", "imaps://mail.example.org/", "imap://[::1]:143"})
    void takesTheNameOfAServerAsPeopleWriteIt(String server) {
        assertThat(connector.check(
                        new SourceSettings(Map.of("server", server, "user", "us")),
                        new Credentials(Map.of("password", "x"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://mail.example.org",
                "imaps://us:secret@mail.example.org",
                "imaps://mail.example.org/INBOX",
                "mail example",
                "imaps://",
                "mailto:us@example.org",
                "imaps://mail.example.org?x=1"
            })
    void saysBeforeAnythingIsTriedThatThisIsNoMailServer(String server) {
        assertThat(connector.check(
                        new SourceSettings(Map.of("server", server, "user", "us")),
                        new Credentials(Map.of("password", "x"))))
                .containsExactly(new SettingProblem("server", "NOT_A_MAILBOX"));
    }
}
