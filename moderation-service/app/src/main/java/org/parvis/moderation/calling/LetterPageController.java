package org.parvis.moderation.calling;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Cursor;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.MomentAndId;
import org.parvis.identity.rights.Action;
import org.parvis.moderation.people.Members;
import org.parvis.moderation.people.Reading;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The outbox: what was written to whom, and what became of it. */
@Controller
@RequestMapping("/moderation/letters")
class LetterPageController {

    private static final int PAGE = 50;

    /** A letter as it reads. */
    record Line(
            String to,
            String subject,
            String body,
            LetterState state,
            String icon,
            String tone,
            Instant at,
            @Nullable String problem) {}

    private final Letters letters;
    private final LetterText texts;
    private final MemberDirectory directory;
    private final Members members;
    private final MailSettings settings;
    private final Reading reading;
    private final Access access;
    private final MessageSource messages;

    LetterPageController(
            Letters letters,
            LetterText texts,
            MemberDirectory directory,
            Members members,
            MailSettings settings,
            Reading reading,
            Access access,
            MessageSource messages) {
        this.letters = letters;
        this.texts = texts;
        this.directory = directory;
        this.members = members;
        this.settings = settings;
        this.reading = reading;
        this.access = access;
        this.messages = messages;
    }

    @GetMapping
    String outbox(@RequestParam(defaultValue = "") String after, Model model, Locale locale) {
        var scope = reading.scope(Action.MANAGE_ROTA, Action.OPERATE);
        if (scope.isEmpty()) {
            access.requireAnywhere(Action.MANAGE_ROTA);
        }
        var place = MomentAndId.of(after.isEmpty() ? null : Cursor.decode(after), MomentAndId.END);
        var rows = letters.recent(scope, place, PAGE + 1);
        var shown = rows.size() > PAGE ? rows.subList(0, PAGE) : rows;
        model.addAttribute(
                "letters", shown.stream().map(letter -> line(letter, locale)).toList());
        model.addAttribute("canSend", settings.canSend());
        model.addAttribute("next", rows.size() > PAGE ? next(shown.getLast()) : null);
        return "moderation/letters";
    }

    private static String next(Letter last) {
        return "/moderation/letters?after=" + Cursor.encode(new MomentAndId(last.queuedAt(), last.letterId()).key());
    }

    private Line line(Letter letter, Locale locale) {
        var words = directory
                .find(letter.memberId())
                .map(to -> texts.of(letter, to))
                .orElse(null);
        return new Line(
                letter.isForWebhook() ? text("letters.webhook", locale) : members.nameOf(letter.memberId()),
                words == null ? "" : words.subject(),
                words == null ? "" : words.body(),
                letter.state(),
                icon(letter.state()),
                tone(letter.state()),
                letter.finishedAt() == null ? letter.queuedAt() : letter.finishedAt(),
                letter.problem());
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage("moderation." + key, null, locale));
    }

    private static String icon(LetterState state) {
        return switch (state) {
            case QUEUED, ATTEMPTED -> "hourglass";
            case SENT -> "check";
            case NOT_SENT -> "circle-minus";
            case FAILED -> "circle-x";
            case UNKNOWN -> "help-octagon";
        };
    }

    private static String tone(LetterState state) {
        return switch (state) {
            case QUEUED, ATTEMPTED -> "";
            case SENT -> "ok";
            case NOT_SENT -> "warn";
            case FAILED -> "danger";
            case UNKNOWN -> "fill unknown";
        };
    }
}
