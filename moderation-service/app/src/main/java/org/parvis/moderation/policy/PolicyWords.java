package org.parvis.moderation.policy;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.parvis.moderation.api.ApprovalReason;
import org.parvis.moderation.api.PolicyRule;
import org.parvis.moderation.thread.Channels;
import org.parvis.privacy.Erased;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says rules and reasons in the reader's language. */
@Component
public class PolicyWords {

    private static final int MOST_QUOTED = 5;

    private final MessageSource messages;
    private final Channels channels;

    PolicyWords(MessageSource messages, Channels channels) {
        this.messages = messages;
        this.channels = channels;
    }

    /** "It promises a delay: “sous 5 jours ouvrés”" */
    public String reason(ApprovalReason reason, String brandId, Locale locale) {
        var words = reason.words();
        if (words.stream().anyMatch(Erased::is)) {
            return text("reason.ERASED", locale, shortly(reason, locale));
        }
        if (!words.isEmpty() && words.stream().allMatch(FoldedText::holdsConcealed)) {
            return text("reason.CONCEALED", locale, quoted(words, locale));
        }
        return switch (reason.rule()) {
            case Rule.Words.CODE -> text("reason.WORDS", locale, quoted(words, locale), words.size());
            case Rule.Promises.CODE -> text("reason." + promise(words), locale, quoted(words, locale));
            case Rule.AuthorRole.CODE -> text("reason.AUTHOR_ROLE." + first(words, "UNKNOWN"), locale);
            case Rule.OnChannel.CODE ->
                text(
                        "reason.CHANNEL",
                        locale,
                        channels.get(first(words, "?"), brandId).name());
            case Rule.EveryReply.CODE, Rule.EveryPost.CODE -> text("reason." + reason.rule(), locale);
            default -> text("reason.OTHER", locale, reason.rule());
        };
    }

    /** "a promise" */
    public String shortly(ApprovalReason reason, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(
                "moderation.reasonShort." + reason.rule(), null, text("reasonShort.OTHER", locale), locale));
    }

    /** "Replies and posts that say one of 12 words: refund*, compensation, …" */
    public String rule(PolicyRule stored, String brandId, Locale locale) {
        return switch (Rule.of(stored)) {
            case Rule.EveryReply r -> text("rule.EVERY_REPLY", locale);
            case Rule.EveryPost r -> text("rule.EVERY_POST", locale);
            case Rule.Promises r -> text("rule.PROMISES_DELAY_OR_MONEY", locale);
            case Rule.OnChannel r ->
                text(
                        "rule.CHANNEL",
                        locale,
                        channels.get(r.channelId(), brandId).name());
            case Rule.AuthorRole r -> text("rule.AUTHOR_ROLE", locale, roles(r, locale));
            case Rule.Words r -> {
                var entries = r.entries();
                var shown = quoted(entries, locale);
                yield text("rule.WORDS", locale, entries.size(), entries.size() > MOST_QUOTED ? shown + ", …" : shown);
            }
        };
    }

    /** "community managers", or the word itself. */
    String entry(PolicyChange change, String entry, Locale locale) {
        return change.code().equals(Rule.AuthorRole.CODE)
                ? text("role." + entry, locale)
                : text("quote", locale, entry);
    }

    /** What to do when whoever proposed works there no longer. */
    String nobodyStands(Locale locale) {
        return text("policy.open.nobodyStands", locale);
    }

    /** What to do when nobody could adopt a proposal. */
    String nobodyAdopts(Locale locale) {
        return text("policy.nobodyAdopts", locale);
    }

    private String roles(Rule.AuthorRole rule, Locale locale) {
        return rule.roles().stream()
                .sorted()
                .map(role -> text("role." + role.name(), locale))
                .collect(Collectors.joining(", "));
    }

    /** Which of the two it is; both when the words speak of a delay and of money. */
    private static String promise(List<String> words) {
        var found = Commitments.in(String.join(" . ", words));
        if (found.money().isEmpty()) {
            return "PROMISE_DELAY";
        }
        return found.delays().isEmpty() ? "PROMISE_MONEY" : "PROMISE_BOTH";
    }

    private String quoted(List<String> words, Locale locale) {
        return words.stream()
                .limit(MOST_QUOTED)
                .map(word -> text("quote", locale, word))
                .collect(Collectors.joining(", "));
    }

    private static String first(List<String> words, String otherwise) {
        return words.isEmpty() ? otherwise : words.getFirst();
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage("moderation." + key, arguments, locale);
    }

    /** The words of a rejected rule, see {@link InvalidRule}. */
    String invalid(InvalidRule problem, Locale locale) {
        return text("invalidRule." + problem.reason(), locale, problem.part());
    }
}
