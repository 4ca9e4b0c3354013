package org.parvis.crm.suggestion.board;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.crm.api.Decision;
import org.parvis.crm.productline.ProductLines;
import org.parvis.crm.suggestion.AddEvidence;
import org.parvis.crm.suggestion.DecideSuggestion;
import org.parvis.crm.suggestion.RaiseSuggestion;
import org.parvis.crm.suggestion.ShipSuggestion;
import org.parvis.crm.thread.Message;
import org.parvis.crm.thread.Threads;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.springframework.stereotype.Component;

/** What a member does with suggestions, with the rights it takes; the same for programs and pages. */
@Component
class SuggestionActs {

    private final Suggestions suggestions;
    private final ProductLines lines;
    private final Threads threads;
    private final Commands commands;
    private final Access access;
    private final Clock clock;

    SuggestionActs(
            Suggestions suggestions,
            ProductLines lines,
            Threads threads,
            Commands commands,
            Access access,
            Clock clock) {
        this.suggestions = suggestions;
        this.lines = lines;
        this.threads = threads;
        this.commands = commands;
        this.access = access;
        this.clock = clock;
    }

    /** What the current member may see. */
    Scope scope() {
        var reads = access.brands(Action.READ_SUGGESTIONS);
        var own = lines.managedBy(CurrentActor.require().id()).stream()
                .filter(line -> reads.contains(line.brandId()))
                .map(ProductLines.Line::id)
                .collect(Collectors.toUnmodifiableSet());
        return new Scope(both(reads, access.brands(Action.READ_INBOX)), own);
    }

    private static Brands both(Brands a, Brands b) {
        if (a.all() && b.all()) {
            return new Brands(Set.of(Grant.EVERY_BRAND));
        }
        var ids = new HashSet<String>();
        a.ids().stream().filter(b::contains).forEach(ids::add);
        b.ids().stream().filter(a::contains).forEach(ids::add);
        ids.remove(Grant.EVERY_BRAND);
        return new Brands(ids);
    }

    /** The suggestion, for somebody who may see it; anybody else finds nothing. */
    SuggestionView read(String id) {
        var view = suggestions.find(id).orElseThrow(() -> new NotFound("suggestion", id));
        access.require(Action.READ_SUGGESTIONS, view.brandId(), null, "suggestion:" + id);
        if (!scope().contains(view.brandId(), view.productLineId())) {
            throw new NotFound("suggestion", id);
        }
        return view;
    }

    /** Those of them whose page the current member may open. */
    Set<String> readable(Collection<Suggestions.Linked> linked) {
        var reads = access.brands(Action.READ_SUGGESTIONS);
        var scope = scope();
        return linked.stream()
                .filter(each -> reads.contains(each.brandId()) && scope.contains(each.brandId(), each.productLineId()))
                .map(Suggestions.Linked::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where somebody who carried a message goes on: to the suggestion when they may read it, else to where they came from. */
    String after(String id, Message message) {
        var isReadable = suggestions
                .find(id)
                .filter(view -> access.may(Action.READ_SUGGESTIONS, view.brandId()))
                .filter(view -> scope().contains(view.brandId(), view.productLineId()))
                .isPresent();
        if (isReadable) {
            return "/crm/suggestions/" + id;
        }
        return access.may(Action.READ_INBOX, message.brandId())
                ? "/crm/conversations/" + message.conversationId()
                : "/crm/suggestions";
    }

    /** Whether the current member decides about it. */
    boolean decides(SuggestionView view) {
        var actor = CurrentActor.require();
        return actor.may(Action.DECIDE_SUGGESTION, view.brandId(), clock.instant())
                && lines.managedBy(actor.id()).stream()
                        .anyMatch(line -> line.id().equals(view.productLineId()));
    }

    /** A message that can be carried further: it is in the inbox, and the member may carry it. */
    Message message(String mentionId) {
        return message(mentionId, Action.RAISE_SUGGESTION);
    }

    private Message message(String mentionId, Action right) {
        var message = threads.message(mentionId).orElseThrow(() -> new NotFound("mention", mentionId));
        access.require(right, message.brandId(), null, "mention:" + mentionId);
        if (!threads.isConversation(message.conversationId())) {
            throw new InvalidInput("mention", "mention-no-conversation");
        }
        return message;
    }

    String raise(@Nullable String id, String mentionId, String productLineId, String summary) {
        var message = message(mentionId);
        if (productLineId.isBlank()) {
            throw new InvalidInput("productLine", "product-line-missing");
        }
        if (lines.find(productLineId)
                .filter(line -> line.brandId().equals(message.brandId()))
                .isEmpty()) {
            throw new InvalidInput("productLine", "product-line-unknown");
        }
        var suggestionId = id == null ? Ids.ofRequest() : Ids.requireValid(id);
        act(
                suggestionId,
                new RaiseSuggestion(
                        suggestionId,
                        message.brandId(),
                        productLineId,
                        summary,
                        mentionId,
                        message.conversationId(),
                        message.personId(),
                        message.saidAt()));
        return suggestionId;
    }

    long addEvidence(String id, String mentionId) {
        var view = suggestions.find(id).orElseThrow(() -> new NotFound("suggestion", id));
        // Who decides about suggestions may also join to one what belongs to it.
        var right = access.may(Action.DECIDE_SUGGESTION, view.brandId())
                ? Action.DECIDE_SUGGESTION
                : Action.RAISE_SUGGESTION;
        access.require(right, view.brandId(), null, "suggestion:" + id);
        var message = message(mentionId, right);
        return act(id, new AddEvidence(id, message.brandId(), mentionId, message.conversationId(), message.personId()));
    }

    /** Asked before a form is read: who may not decide is not told what is wrong with their words. */
    SuggestionView requireDecision(String id) {
        var view = read(id);
        access.require(Action.DECIDE_SUGGESTION, view.brandId(), null, "suggestion:" + id);
        return view;
    }

    long decide(String id, Decision decision, String reason, @Nullable Long expectedVersion) {
        var view = requireDecision(id);
        return act(id, new DecideSuggestion(id, view.brandId(), decision, reason, expectedVersion));
    }

    long ship(String id, String note, @Nullable Long expectedVersion) {
        var view = requireDecision(id);
        return act(id, new ShipSuggestion(id, view.brandId(), note, expectedVersion));
    }

    private long act(String id, Object command) {
        if (!(commands.send(command) instanceof Long reached)) {
            return suggestions.find(id).map(SuggestionView::version).orElse(0L);
        }
        Shown.soon(() ->
                suggestions.find(id).filter(view -> view.version() >= reached).isPresent());
        return reached;
    }
}
