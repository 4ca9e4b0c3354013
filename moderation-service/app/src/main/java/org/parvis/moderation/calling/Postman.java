package org.parvis.moderation.calling;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Hands one message to the SMTP server, and says exactly what is known about it afterwards. */
@Component
class Postman {

    /** What is known. */
    sealed interface Outcome {

        /** The server took it. */
        record Taken() implements Outcome {}

        /** No byte of it left: it may be tried again. */
        record NotHandedOver(String why) implements Outcome {}

        /** The server said no. */
        record Rejected(String why) implements Outcome {}

        /** The connection broke in the middle. */
        record Unknown(String why) implements Outcome {}
    }

    private final MailSettings settings;
    private final Clock clock;

    Postman(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Outcome deliver(String letterId, String address, LetterText.Words words) {
        var session = Session.getInstance(properties());
        MimeMessage message;
        try {
            message = message(session, letterId, address, words);
        } catch (MessagingException e) {
            return new Outcome.Rejected(why(e));
        }
        try (var transport = session.getTransport("smtp")) {
            try {
                connect(transport);
            } catch (MessagingException e) {
                return new Outcome.NotHandedOver(why(e));
            }
            return handOver(transport, message);
        } catch (MessagingException e) {
            return new Outcome.Unknown(why(e));
        }
    }

    private void connect(Transport transport) throws MessagingException {
        if (settings.username().isBlank()) {
            // Without a name to give, even a server that would like one is not asked to check it.
            transport.connect(settings.host(), settings.port(), null, null);
        } else {
            transport.connect(settings.host(), settings.port(), settings.username(), settings.password());
        }
    }

    private static Outcome handOver(Transport transport, MimeMessage message) {
        try {
            transport.sendMessage(message, message.getAllRecipients());
            return new Outcome.Taken();
        } catch (SendFailedException e) {
            return new Outcome.Rejected(why(e));
        } catch (MessagingException e) {
            return new Outcome.Unknown(why(e));
        }
    }

    private MimeMessage message(Session session, String letterId, String address, LetterText.Words words)
            throws MessagingException {
        var message = new NamedMessage(session, letterId);
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
        message.setSubject(words.subject(), StandardCharsets.UTF_8.name());
        message.setText(words.body(), StandardCharsets.UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Priority", "1");
        message.setSentDate(Date.from(clock.instant()));
        message.saveChanges();
        return message;
    }

    private Properties properties() {
        var properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", "5000");
        properties.put("mail.smtp.timeout", "20000");
        properties.put("mail.smtp.writetimeout", "20000");
        properties.put("mail.smtp.auth", Boolean.toString(!settings.username().isBlank()));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(settings.startTls()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        return properties;
    }

    private static String why(MessagingException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** The same letter always has the same name, so that a mailbox that got it twice can tell. */
    private static final class NamedMessage extends MimeMessage {
        private final String letterId;

        NamedMessage(Session session, String letterId) {
            super(session);
            this.letterId = letterId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            var name = UUID.nameUUIDFromBytes(letterId.getBytes(StandardCharsets.UTF_8));
            setHeader("Message-ID", "<" + name + "@parvis.invalid>");
        }
    }
}
