package org.parvis.reporting.audit;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.SuggestionRaised;
import org.parvis.listening.api.MentionCollected;
import org.parvis.moderation.api.EscalationRaised;
import org.parvis.privacy.Erased;
import org.parvis.publishing.api.PostDrafted;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a story is about, as its readers would call it: an id is nobody's title. */
@Component
final class AuditTitle {

    private final MessageSource messages;

    AuditTitle(MessageSource messages) {
        this.messages = messages;
    }

    String of(AuditTrail.Trail trail, Locale locale) {
        var colon = trail.subject().indexOf(':');
        var kind = trail.subject().substring(0, Math.max(0, colon));
        var id = trail.subject().substring(colon + 1);
        var name = switch (kind) {
            case "reply", "conversation" -> person(trail);
            case "post", "suggestion", "escalation" -> words(trail, id);
            default -> id;
        };
        var otherwise = messages.getMessage("reporting.audit.about", new Object[] {trail.subject()}, locale);
        return Objects.requireNonNullElse(
                messages.getMessage(
                        "reporting.audit.about." + kind + (name == null ? ".nameless" : ""),
                        new Object[] {name == null ? "" : name},
                        otherwise,
                        locale),
                otherwise);
    }

    /** Who wrote last in the thread; null when they were erased. */
    private static @Nullable String person(AuditTrail.Trail trail) {
        return trail.entries().reversed().stream()
                .map(LedgerEvents.Read::event)
                .filter(MentionCollected.class::isInstance)
                .map(event -> ((MentionCollected) event).authorName())
                .findFirst()
                .filter(name -> !Erased.is(name))
                .orElse(null);
    }

    private static @Nullable String words(AuditTrail.Trail trail, String id) {
        for (var read : trail.entries()) {
            switch (read.event()) {
                case PostDrafted post
                when post.postId().equals(id) -> {
                    return post.title();
                }
                case SuggestionRaised suggestion
                when suggestion.suggestionId().equals(id) -> {
                    return Erased.is(suggestion.summary()) ? null : suggestion.summary();
                }
                case EscalationRaised escalation
                when escalation.escalationId().equals(id) -> {
                    return Erased.is(escalation.reason()) ? null : escalation.reason();
                }
                default -> {}
            }
        }
        return null;
    }
}
