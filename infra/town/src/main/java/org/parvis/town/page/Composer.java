package org.parvis.town.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.parvis.town.api.Stats;
import org.parvis.town.http.Answer;
import org.parvis.town.http.Problem;
import org.parvis.town.http.Request;
import org.parvis.town.http.Response;
import org.parvis.town.square.Account;
import org.parvis.town.square.AccountKind;
import org.parvis.town.square.Draft;
import org.parvis.town.square.Square;

/** Lets a visitor write as one of the town's people. Companies are left out: they have their own tools. */
final class Composer {

    private static final int MOST_PER_MINUTE = 20;
    private static final int PEOPLE_SHOWN = 200;
    private static final String LAST_SPEAKER = "town-speaker";

    private final Square square;
    private final Stats stats;
    private final Clock clock;
    private final ArrayDeque<Instant> recent = new ArrayDeque<>();

    Composer(Square square, Stats stats, Clock clock) {
        this.square = square;
        this.stats = stats;
        this.clock = clock;
    }

    /** Somebody to speak as. */
    record Speaker(String handle, String name, boolean chosen) {}

    List<Speaker> speakers(Request request) {
        var last = request.cookie(LAST_SPEAKER).orElse("");
        return square.accounts().stream()
                .filter(account -> account.kind() != AccountKind.BRAND)
                .sorted(Comparator.comparing(Account::displayName))
                .limit(PEOPLE_SHOWN)
                .map(account -> new Speaker(
                        account.handle(),
                        account.displayName(),
                        account.handle().equals(last)))
                .toList();
    }

    Answer say(Request request) {
        Map<String, String> form = request.form();
        var speaker = square.account(form.getOrDefault("as", ""));
        if (speaker.kind() == AccountKind.BRAND) {
            throw new Problem(403, "NOT_A_PERSON");
        }
        checkPace();
        // A browser sends line ends as CR LF; the network knows LF only.
        var text = form.getOrDefault("text", "").replace("\r\n", "\n").strip();
        var inReplyTo = form.getOrDefault("inReplyTo", "");
        var draft = Draft.of(speaker.handle(), text, inReplyTo.isEmpty() ? null : inReplyTo, null);
        var published = square.publish(draft);
        stats.published(draft, published);
        return Response.seeOther("/posts/" + published.post().id())
                .with("Set-Cookie", Preferences.cookie(LAST_SPEAKER, speaker.handle()))
                .asAnswer();
    }

    private synchronized void checkPace() {
        var now = clock.instant();
        while (!recent.isEmpty() && recent.getFirst().isBefore(now.minus(Duration.ofMinutes(1)))) {
            recent.removeFirst();
        }
        if (recent.size() >= MOST_PER_MINUTE) {
            throw new Problem(429, "TOO_FAST");
        }
        recent.addLast(now);
    }
}
