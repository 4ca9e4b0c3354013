package org.parvis.listening.correction;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.Commands;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.api.CorrectionBatchBegun;
import org.parvis.listening.api.CorrectionBatchUndoBegun;
import org.parvis.listening.correction.CorrectionCommand.FinishBatch;
import org.parvis.listening.correction.CorrectionCommand.FinishUndo;
import org.parvis.listening.mention.Correction;
import org.parvis.listening.mention.MentionCommand;
import org.parvis.listening.mention.MentionCommand.CorrectInBatch;
import org.parvis.listening.mention.MentionCommand.KeepReading;
import org.parvis.listening.mention.MentionCommand.RestoreReading;
import org.springframework.stereotype.Component;

/**
 * Says of each mention what its batch says, and takes it back. In the order of the ledger, so that nothing is said any more once the taking
 * back began; whoever is killed in between sends all again, and what was recorded before stays as it is.
 */
@Component
@ProcessingGroup(WhenBatchBegunThenCorrectEach.GROUP)
final class WhenBatchBegunThenCorrectEach {

    static final String GROUP = "listening.correction.each";

    private static final Actor SELF = Actor.automation(GROUP);

    private final Commands commands;
    private final Clock clock;

    WhenBatchBegunThenCorrectEach(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @EventHandler
    void react(CorrectionBatchBegun e) {
        var correction = new Correction(e.tone(), e.intent());
        var leftOut = idle(
                e.mentionIds().stream()
                        .map(id -> new CorrectInBatch(id, e.brandId(), e.batchId(), correction))
                        .toList(),
                command -> correcting(e.batchId(), command.mentionId()));
        commands.send(
                new FinishBatch(e.batchId(), e.brandId(), e.mentionIds().size() - leftOut.size(), clock.instant()),
                SELF,
                "corrected " + e.batchId());
    }

    @EventHandler
    void react(CorrectionBatchUndoBegun e) {
        var kept = idle(
                e.mentionIds().stream()
                        .map(id -> new RestoreReading(id, e.brandId(), e.batchId()))
                        .toList(),
                command -> "restore " + e.batchId() + " " + command.mentionId());
        // Apart from the first, so that whoever sends all again counts these as kept again.
        commands.sendAll(
                kept.stream()
                        .map(restore -> new KeepReading(restore.mentionId(), e.brandId(), e.batchId()))
                        .toList(),
                SELF,
                command -> "keep " + e.batchId() + " " + command.mentionId());
        commands.send(
                new FinishUndo(e.batchId(), e.brandId(), e.mentionIds().size() - kept.size(), clock.instant()),
                SELF,
                "restored " + e.batchId());
    }

    static String correcting(String batchId, String mentionId) {
        return "correct " + batchId + " " + mentionId;
    }

    /** Sends all and answers which had no effect; what was recorded before had one. */
    private <C extends MentionCommand> List<C> idle(List<C> each, Function<C, String> commandId) {
        var answers = commands.sendAll(each, SELF, commandId);
        return IntStream.range(0, each.size())
                .filter(n -> Boolean.FALSE.equals(answers.get(n)))
                .mapToObj(each::get)
                .toList();
    }
}
