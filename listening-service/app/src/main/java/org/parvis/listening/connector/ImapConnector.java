package org.parvis.listening.connector;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.fetcher.LineRequest;
import org.parvis.fetcher.LineResult;
import org.parvis.fetcher.OpenLine;
import org.parvis.listening.connector.CollectedItem.Change;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;

/**
 * Reads the letters in a folder of a mailbox, by the numbers that the server gives them for good.
 *
 * <p>A server may begin its numbers anew, after a restoration for instance; then the last thousand letters are read again under the names that
 * they had. Nobody takes a letter back: one that is moved or thrown away was put there by the house, and its mention stays.
 */
public final class ImapConnector implements Connector {

    private static final int SECURE_PORT = 993;
    private static final int PLAIN_PORT = 143;
    /** With the bytes of each letter, what one line may carry. */
    private static final int PAGE = 40;

    private static final int FIRST_TIME = 100;
    private static final int ANEW = 1_000;
    /** So often numbers without letters are asked about in one poll. */
    private static final int RANGES = 20;

    private static final int MAX_ID = 300;

    private final Fetcher fetcher;
    private final Clock clock;

    public ImapConnector(Fetcher fetcher, Clock clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "IMAP";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.required("server"),
                Setting.required("user"),
                Setting.secret("password"),
                Setting.choice("folder"));
    }

    @Override
    public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
        var problems = new ArrayList<>(Setting.missing(settings(), settings, credentials));
        if (settings.optional("server").filter(text -> place(text).isEmpty()).isPresent()) {
            problems.add(new SettingProblem("server", "NOT_A_MAILBOX"));
        }
        return problems;
    }

    @Override
    public String scope(SourceSettings settings, String remoteId) {
        var place = place(settings.required("server")).orElseThrow();
        return "imap " + place.host().toLowerCase(Locale.ROOT) + " "
                + settings.required("user").toLowerCase(Locale.ROOT);
    }

    @Override
    public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
        return switch (fetcher.open(place(settings.required("server")).orElseThrow())) {
            case LineResult.Opened(var line) -> {
                try (line) {
                    yield read(line, settings, credentials.optional("password").orElse(""), cursor);
                }
            }
            case LineResult.Refused refused -> Outcomes.of(refused);
            case LineResult.Failed failed -> Outcomes.of(failed);
        };
    }

    /** {@code imaps://} may be left out, and so may the usual port. */
    private static Optional<LineRequest> place(String text) {
        try {
            var uri = URI.create(text.contains("://") ? text : "imaps://" + text);
            var secure = "imaps".equals(uri.getScheme());
            if (uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null
                    || !uri.getRawPath().matches("/?")
                    || !(secure || "imap".equals(uri.getScheme()))) {
                return Optional.empty();
            }
            var port = uri.getPort() > 0 ? uri.getPort() : secure ? SECURE_PORT : PLAIN_PORT;
            return Optional.of(new LineRequest(uri.getHost(), port, secure, SECURE_PORT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private PollResult read(OpenLine line, SourceSettings settings, String password, Cursor cursor) {
        var session = new ImapSession(line.in(), line.out());
        try {
            session.begin();
            session.signIn(settings.required("user"), password);
            var folder = session.examine(settings.optional("folder").orElse("INBOX"));
            var batch = new Reading(session, settings, folder, cursor).page();
            session.end();
            return batch;
        } catch (ImapSession.Refused e) {
            return refused(e, settings);
        } catch (ProtocolException e) {
            return Outcomes.unexpected(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Outcomes.of(line.failed(e));
        }
    }

    private static Failure refused(ImapSession.Refused refused, SourceSettings settings) {
        return switch (refused.code()) {
            case "LIMIT", "THROTTLED", "OVERQUOTA" ->
                Outcomes.failure(Problem.RATE_LIMIT, "listening.source.RATE_LIMIT", refused.code());
            case "UNAVAILABLE", "INUSE", "SERVERBUG", "CONTACTADMIN" ->
                Outcomes.failure(Problem.OUTAGE, "listening.source.SERVER_ERROR", refused.code());
            default ->
                switch (refused.command()) {
                    case "BYE" -> Outcomes.failure(Problem.OUTAGE, "listening.source.SERVER_ERROR", refused.code());
                    case "LOGIN", "AUTHENTICATE" ->
                        Outcomes.failure(
                                Problem.AUTHENTICATION, "listening.source.WRONG_PASSWORD", settings.required("user"));
                    case "EXAMINE" ->
                        Outcomes.failure(
                                Problem.BAD_CONTENT,
                                "listening.source.NO_FOLDER",
                                settings.optional("folder").orElse("INBOX"));
                    default -> Outcomes.unexpected(refused.command() + " " + refused.code());
                };
        };
    }

    /** One page of a folder, from where the last one ended. */
    private final class Reading {

        private final ImapSession session;
        private final SourceSettings settings;
        private final ImapSession.Folder folder;
        private final Cursor cursor;

        Reading(ImapSession session, SourceSettings settings, ImapSession.Folder folder, Cursor cursor) {
            this.session = session;
            this.settings = settings;
            this.folder = folder;
            this.cursor = cursor;
        }

        /** Where to go on reading, and whether letters before it may never have been read. */
        private record Start(long reached, boolean gap) {}

        Batch page() throws IOException, ImapSession.Refused {
            var start = start();
            var reached = start.reached();
            var numbers = new ArrayList<Long>();
            var width = PAGE;
            for (var i = 0; i < RANGES && numbers.size() < PAGE && reached < folder.next() - 1; i++) {
                var to = Math.min(folder.next() - 1, reached + width);
                numbers.addAll(session.numbers(reached + 1, to));
                reached = to;
                width = Math.min(width * 4, ImapSession.WIDEST);
            }
            if (numbers.size() > PAGE) {
                numbers.subList(PAGE, numbers.size()).clear();
                reached = numbers.getLast();
            }
            var letters = numbers.isEmpty() ? Letters.NONE : letters(numbers);
            return batch(start, letters, letters.cutAt().orElse(reached));
        }

        private Start start() throws IOException, ImapSession.Refused {
            var known = cursor.mark("validity");
            var reached = cursor.mark("uid").filter(mark -> mark.matches("[0-9]{1,10}"));
            if (reached.isPresent() && known.equals(Optional.of(Long.toString(folder.validity())))) {
                return new Start(Long.parseLong(reached.get()), false);
            }
            var back = known.isPresent() ? ANEW : FIRST_TIME;
            var place = Math.max(1, folder.letters() - back + 1);
            var first = folder.letters() == 0 ? Optional.<ImapSession.Fetched>empty() : session.at(place);
            var read = cursor.mark("received").flatMap(Json::instant);
            var gap = place > 1
                    && read.isPresent()
                    && first.isPresent()
                    && first.get().received().isAfter(read.get());
            return new Start(first.map(letter -> letter.uid() - 1).orElse(folder.next() - 1), gap);
        }

        /**
         * Letters in the order of their numbers.
         *
         * @param cutAt the last that came, when the line broke before the others did
         */
        private record Letters(List<ImapSession.Fetched> read, Optional<Long> cutAt) {
            static final Letters NONE = new Letters(List.of(), Optional.empty());
        }

        private Letters letters(List<Long> numbers) throws IOException, ImapSession.Refused {
            var came = new HashMap<Long, ImapSession.Fetched>();
            var broken = false;
            try {
                session.fetch(numbers, letter -> came.put(letter.uid(), letter));
            } catch (IOException e) {
                if (!came.containsKey(numbers.getFirst())) {
                    throw e;
                }
                broken = true;
            }
            return inOrder(numbers, came, broken);
        }

        /** What is missing was thrown away meanwhile, or had not come yet when the line broke. */
        private static Letters inOrder(List<Long> numbers, Map<Long, ImapSession.Fetched> came, boolean broken) {
            var read = new ArrayList<ImapSession.Fetched>();
            for (var number : numbers) {
                var letter = came.get(number);
                if (letter != null) {
                    read.add(letter);
                } else if (broken) {
                    return new Letters(read, Optional.of(read.getLast().uid()));
                }
            }
            return new Letters(read, Optional.empty());
        }

        private Batch batch(Start start, Letters letters, long reached) {
            var items = letters.read().stream()
                    .flatMap(letter -> MailLetter.of(letter.raw()).stream().map(said -> item(said, letter.received())))
                    .toList();
            var newest = letters.read().stream()
                    .map(ImapSession.Fetched::received)
                    .map(Instant::toString)
                    .reduce((earlier, later) -> later)
                    .or(() -> cursor.mark("received"));
            var next = Cursor.START
                    .with("validity", Optional.of(Long.toString(folder.validity())))
                    .with("uid", Optional.of(Long.toString(reached)))
                    .with("received", newest);
            var more = !letters.read().isEmpty() && reached < folder.next() - 1;
            return new Batch(items, next, more, start.gap(), Optional.empty());
        }

        private CollectedItem item(MailLetter letter, Instant received) {
            var now = clock.instant();
            var address = letter.address().isEmpty() ? "anonymous" : letter.address();
            return new CollectedItem(
                    Change.PRESENT,
                    scope(settings, letter.name()),
                    letter.name(),
                    new Author("mailto:" + address, address, letter.author()),
                    letter.subject(),
                    letter.text(),
                    "",
                    received.isAfter(now) ? now : received,
                    letter.answers().reversed().stream().findFirst(),
                    thread(letter),
                    Optional.empty());
        }

        private static String thread(MailLetter letter) {
            var first = letter.answers().stream().findFirst().or(letter::id).orElse(letter.name());
            return first.length() > MAX_ID ? first.substring(0, MAX_ID) : first;
        }
    }
}
