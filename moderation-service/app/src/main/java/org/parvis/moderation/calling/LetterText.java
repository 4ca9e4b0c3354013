package org.parvis.moderation.calling;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.MemberDirectory;
import org.parvis.moderation.escalation.EscalationRow;
import org.parvis.moderation.escalation.Escalations;
import org.parvis.moderation.people.Members;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes what a called member reads, in the member's own language and time. */
@Component
class LetterText {

    /** Subject and body; plain text, because it is read at three in the morning on a phone. */
    record Words(String subject, String body) {}

    private final MessageSource messages;
    private final Escalations escalations;
    private final BrandDirectory brands;
    private final Members members;
    private final MailSettings settings;

    LetterText(
            MessageSource messages,
            Escalations escalations,
            BrandDirectory brands,
            Members members,
            MailSettings settings) {
        this.messages = messages;
        this.escalations = escalations;
        this.brands = brands;
        this.members = members;
        this.settings = settings;
    }

    Words of(Letter letter, MemberDirectory.Entry to) {
        var locale = Locale.forLanguageTag(to.language());
        var link = settings.publicUrl().resolve("/moderation/escalations/" + letter.escalationId());
        var brand = brands.name(letter.brandId());
        return escalations
                .find(letter.escalationId())
                .map(matter -> words(matter, to, brand, link.toString(), locale))
                .orElseGet(() -> new Words(
                        text("mail.subject", locale, brand, ""), text("mail.bodyShort", locale, to.name(), link)));
    }

    private Words words(EscalationRow matter, MemberDirectory.Entry to, String brand, String link, Locale locale) {
        var raised = DateTimeFormatter.ofPattern("HH:mm z", locale)
                .format(matter.raisedAt().atZone(MemberZones.of(to.zone())));
        return new Words(
                text("mail.subject", locale, brand, oneLine(matter.reason())),
                text(
                        "mail.body",
                        locale,
                        to.name(),
                        brand,
                        matter.reason(),
                        matter.raisedByAlert() ? text("mail.byAlert", locale) : members.nameOf(matter.raisedBy()),
                        raised,
                        link));
    }

    /** A line break in a subject would begin another header. */
    private static String oneLine(String reason) {
        var line = reason.replaceAll("\\s+", " ");
        return line.length() <= 100 ? line : line.substring(0, 99) + "…";
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage("moderation." + key, arguments, locale);
    }
}
