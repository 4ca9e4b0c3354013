package org.parvis.moderation;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.parvis.boot.testing.RunningService;
import org.parvis.moderation.House.TestClock;
import org.parvis.test.TestPostgres;

/** Moderation on a clock of the test and with a real mail server. */
final class OnCall {

    private OnCall() {}

    /** A mail server on a port that is its own also after it was stopped for a while. */
    static GreenMail mailServer() {
        try (var free = new ServerSocket(0)) {
            return new GreenMail(new ServerSetup(free.getLocalPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RunningService start(TestClock clock, int smtpPort, TestPostgres.Database database) {
        Map<String, Object> settings = Map.of(
                "moderation.mail.host", "127.0.0.1",
                "moderation.mail.port", smtpPort,
                "moderation.mail.start-tls", "false",
                "moderation.mail.public-url", "https://parvis.helianthe.example",
                "moderation.escalation.rounds", "2");
        return RunningService.start(
                ModerationApplication.class,
                settings,
                shared -> shared.registerBean("clock", Clock.class, () -> clock),
                database);
    }

    /** What a member received about a matter. */
    static List<MimeMessage> letters(GreenMail mail, String escalation, String member) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(letter -> isTo(letter, member + "@helianthe.example"))
                .filter(letter -> body(letter).contains("/escalations/" + escalation))
                .toList();
    }

    private static boolean isTo(MimeMessage letter, String address) {
        try {
            return letter.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String body(MimeMessage letter) {
        try {
            return letter.getContent().toString();
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
