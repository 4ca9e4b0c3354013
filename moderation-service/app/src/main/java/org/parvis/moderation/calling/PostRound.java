package org.parvis.moderation.calling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.parvis.boot.MemberDirectory;
import org.parvis.moderation.rota.WhoCouldAnswer;
import org.parvis.privacy.Erased;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries out the letters to members that wait. An attempt is on record before anything leaves, and is never made twice on a doubt. */
@Component
class PostRound {

    private static final Logger LOG = LoggerFactory.getLogger(PostRound.class);

    private static final int MOST_AT_ONCE = 50;
    private static final int MOST_TRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(5);

    private final Letters letters;
    private final LetterText texts;
    private final MemberDirectory members;
    private final WhoCouldAnswer answering;
    private final MailSettings settings;
    private final Postman postman;
    private final Clock clock;

    PostRound(
            Letters letters,
            LetterText texts,
            MemberDirectory members,
            WhoCouldAnswer answering,
            MailSettings settings,
            Postman postman,
            Clock clock) {
        this.letters = letters;
        this.texts = texts;
        this.members = members;
        this.answering = answering;
        this.settings = settings;
        this.postman = postman;
        this.clock = clock;
    }

    void writeToMembers() {
        giveUpOnLost();
        for (var letter : letters.waiting(clock.instant(), MOST_AT_ONCE)) {
            send(letter);
        }
    }

    /** What was on its way when a process ended is not sent again. */
    void giveUpOnLost() {
        var now = clock.instant();
        var lost = letters.giveUpOn(now.minus(LONGEST_ATTEMPT), now);
        if (lost > 0) {
            LOG.warn("{} letters were being sent when a process ended; whether they went out is not known", lost);
        }
    }

    private void send(Letter letter) {
        var now = clock.instant();
        if (!settings.canSend()) {
            letters.finish(letter.letterId(), LetterState.NOT_SENT, null, now);
            return;
        }
        var to = members.find(letter.memberId()).orElse(null);
        if (to == null || Erased.is(to.email())) {
            letters.finish(letter.letterId(), LetterState.FAILED, "no address", now);
            return;
        }
        // Days may lie between a call and its letter, and what it says is for whoever may answer now.
        if (!answering.notAmong(List.of(letter.memberId()), letter.brandId()).isEmpty()) {
            letters.finish(letter.letterId(), LetterState.NOT_SENT, "may not answer any more", now);
            return;
        }
        var words = texts.of(letter, to);
        if (letters.attempt(letter.letterId(), now)) {
            record(letter, postman.deliver(letter.letterId(), to.email(), words));
        }
    }

    void record(Letter letter, Postman.Outcome outcome) {
        var id = letter.letterId();
        var now = clock.instant();
        switch (outcome) {
            case Postman.Outcome.Taken t -> letters.finish(id, LetterState.SENT, null, now);
            case Postman.Outcome.Rejected r -> letters.finish(id, LetterState.FAILED, r.why(), now);
            case Postman.Outcome.Unknown u -> letters.finish(id, LetterState.UNKNOWN, u.why(), now);
            case Postman.Outcome.NotHandedOver n -> tryLater(letter, n.why(), now);
        }
        if (!(outcome instanceof Postman.Outcome.Taken)) {
            LOG.warn("Letter {} was not taken: {}", id, outcome);
        }
    }

    private void tryLater(Letter letter, String why, Instant now) {
        if (letter.tries() + 1 >= MOST_TRIES) {
            letters.finish(letter.letterId(), LetterState.FAILED, why, now);
        } else {
            letters.putBack(letter.letterId(), why, now.plus(FIRST_PAUSE.multipliedBy(1L << letter.tries())));
        }
    }
}
