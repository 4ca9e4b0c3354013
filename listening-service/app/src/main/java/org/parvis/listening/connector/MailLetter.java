package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.text.PlainText;

/**
 * What a letter says, from its first bytes: its plain text, or the words of its HTML, without what it quotes; attachments by name only.
 *
 * @param name the same whenever and in whichever folder this very letter is read. The id that its writer gave it is not enough: who knows
 *     the id of another letter could overwrite its words here.
 * @param answers the ids of the letters that it says it answers, first of the thread first
 * @param id that its writer gave it
 */
record MailLetter(
        String name,
        String address,
        String author,
        Optional<String> subject,
        String text,
        List<String> answers,
        Optional<String> id) {

    private static final int MAX_TEXT = 20_000;
    private static final int MAX_TITLE = 500;
    private static final int MAX_NAME = 200;
    private static final int MAX_BYTES = 200_000;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_PARTS = 50;
    private static final int MAX_NAMED = 10;
    private static final int MAX_ANSWERS = 50;
    private static final Pattern ID = Pattern.compile("<([^<>\\s]{1,250})>");
    /** Below this stands who somebody is, not what they say (RFC 3676). */
    private static final Pattern SIGNATURE = Pattern.compile("(?m)^-- ?\\r?$");

    private static final Session SESSION = session();

    MailLetter {
        answers = List.copyOf(answers);
    }

    private static Session session() {
        var properties = new Properties();
        properties.put("mail.mime.allowutf8", "true");
        properties.put("mail.mime.address.strict", "false");
        return Session.getInstance(properties);
    }

    /** Empty when it says nothing that can be read. */
    static Optional<MailLetter> of(byte[] raw) {
        try {
            var message = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
            var found = new Parts();
            found.look(message, 0);
            var subject = PlainText.of(decoded(message.getHeader("Subject", " ")), MAX_TITLE);
            var text = found.text();
            if (subject.isEmpty() && text.isEmpty()) {
                return Optional.empty();
            }
            var from = from(message);
            var id = ids(message, "Message-ID").stream().findFirst();
            var answers = new ArrayList<>(ids(message, "References"));
            ids(message, "In-Reply-To").stream()
                    .filter(answered -> !answers.contains(answered))
                    .forEach(answers::add);
            var address = from.map(InternetAddress::getAddress).orElse("");
            return Optional.of(new MailLetter(
                    id.orElse("")
                            + "/"
                            + digest(address, String.valueOf(message.getHeader("Date", " ")), subject, text),
                    PlainText.of(address, MAX_NAME).toLowerCase(Locale.ROOT),
                    PlainText.of(from.map(InternetAddress::getPersonal).orElse(""), MAX_NAME),
                    Optional.of(subject).filter(words -> !words.isEmpty()),
                    text.isEmpty() ? subject : text,
                    answers,
                    id));
        } catch (MessagingException e) {
            return Optional.empty();
        }
    }

    private static Optional<InternetAddress> from(MimeMessage message) throws MessagingException {
        var header = message.getHeader("From", ",");
        if (header == null) {
            return Optional.empty();
        }
        try {
            return List.of(InternetAddress.parseHeader(header, false)).stream()
                    .filter(address ->
                            address.getAddress() != null && address.getAddress().indexOf('@') > 0)
                    .findFirst();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private static List<String> ids(MimeMessage message, String header) throws MessagingException {
        var text = message.getHeader(header, " ");
        return text == null
                ? List.of()
                : ID.matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                        .limit(MAX_ANSWERS)
                        .toList();
    }

    private static String decoded(@Nullable String header) {
        if (header == null) {
            return "";
        }
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (IOException e) {
            return header;
        }
    }

    private static String digest(String... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                sha.update(part.getBytes(UTF_8));
                sha.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    /** The parts of a letter, as deep and as many as honest letters have. */
    private static final class Parts {

        private String plain = "";
        private String html = "";
        private final List<String> attached = new ArrayList<>();
        private int seen;

        void look(MimePart part, int depth) {
            if (++seen > MAX_PARTS) {
                return;
            }
            try {
                if (part.isMimeType("multipart/*")) {
                    if (depth < MAX_DEPTH) {
                        lookInto(new MimeMultipart(new MimePartDataSource(part)), depth + 1);
                    }
                } else if (isAttached(part)) {
                    name(part).ifPresent(attached::add);
                } else if (part.isMimeType("text/plain")) {
                    plain = plain.isBlank() ? words(part) : plain;
                } else if (part.isMimeType("text/html")) {
                    html = html.isBlank() ? words(part) : html;
                }
            } catch (MessagingException e) {
                // This part cannot be read; the others may.
            }
        }

        private void lookInto(MimeMultipart parts, int depth) throws MessagingException {
            for (var i = 0; i < parts.getCount() && seen <= MAX_PARTS; i++) {
                if (parts.getBodyPart(i) instanceof MimePart part) {
                    look(part, depth);
                }
            }
        }

        private static boolean isAttached(MimePart part) throws MessagingException {
            return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())
                    || !part.isMimeType("text/*")
                    || name(part).isPresent();
        }

        private static Optional<String> name(MimePart part) throws MessagingException {
            return Optional.ofNullable(part.getFileName())
                    .map(MailLetter::decoded)
                    .map(name -> PlainText.of(name, MAX_NAME))
                    .filter(name -> !name.isEmpty());
        }

        /** Byte by byte, because a letter that is cut off may end in the middle of a coded word, and what was decoded before counts. */
        private static String words(MimePart part) throws MessagingException {
            var bytes = new ByteArrayOutputStream();
            try (InputStream in = new MimePartDataSource(part).getInputStream()) {
                for (var b = in.read(); b >= 0 && bytes.size() < MAX_BYTES; b = in.read()) {
                    bytes.write(b);
                }
            } catch (IOException e) {
                // Told above.
            }
            return bytes.toString(charset(part));
        }

        private static Charset charset(MimePart part) {
            try {
                var named = new ContentType(part.getContentType()).getParameter("charset");
                return named == null ? UTF_8 : Charset.forName(MimeUtility.javaCharset(named));
            } catch (MessagingException | IllegalArgumentException e) {
                return UTF_8;
            }
        }

        String text() {
            var said = plain.isBlank() ? PlainText.ofHtml(html, MAX_TEXT) : own(plain);
            var names = attached.stream().limit(MAX_NAMED).map(name -> "[" + name + "]");
            return PlainText.of(said + names.collect(Collectors.joining("\n", "\n", "")), MAX_TEXT);
        }

        /** Without what is quoted of others and without the signature, unless nothing else is there. */
        private static String own(String text) {
            var said = SIGNATURE
                    .split(text, 2)[0]
                    .lines()
                    .filter(line -> !line.startsWith(">"))
                    .collect(Collectors.joining("\n"));
            return PlainText.of(said.isBlank() ? text : said, MAX_TEXT);
        }
    }
}
