package org.parvis.town.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.town.square.AccountKind;
import org.parvis.town.square.Draft;
import org.parvis.town.square.Post;
import org.parvis.town.square.Refusal;
import org.parvis.town.square.Square;
import org.parvis.town.square.SquareRefused;
import org.parvis.town.square.Window;

/**
 * How the people take a brand's answers. Which words follow depends only on what is on the network, so a town that was
 * shut in between still answers, and never twice. Not thread-safe.
 */
final class Answers {

    private static final int AT_ONCE = 200;

    private final Square square;
    private final Story story;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<String> answered = new HashSet<>();
    private long seen;

    private record Waiting(String line, Instant due, Draft draft) {}

    Answers(Square square, Story story) {
        this.square = square;
        this.story = story;
    }

    /** Looks at what was written since the last look. */
    void look(double speed) {
        var slice = square.timeline(Window.of(seen, AT_ONCE));
        seen = Long.parseLong(slice.cursor());
        if (!slice.items().isEmpty()) {
            var said = square.linesSaid();
            for (var post : slice.items()) {
                consider(post, said, speed);
            }
        }
    }

    /** Says what is due. */
    void sayDue(Instant now) {
        waiting.removeIf(answer -> {
            if (answer.due().isAfter(now)) {
                return false;
            }
            say(answer);
            return true;
        });
    }

    private void consider(Post post, Map<String, String> said, double speed) {
        if (post.inReplyTo() == null || !isBrandsOwnAnswer(post, said)) {
            return;
        }
        var asked = square.postOrTombstone(post.inReplyTo());
        if (asked == null || asked.deleted()) {
            return;
        }
        noteAnswered(asked, said);
        var line = "answer-to-" + post.id();
        if (said.containsKey(line)) {
            return;
        }
        var reaction = reaction(asked, post, said);
        if (reaction != null) {
            var due = post.acceptedAt().plus(shortened(reaction.after(), speed));
            waiting.add(new Waiting(line, due, Draft.of(asked.author(), reaction.text(), post.id(), null)));
        }
    }

    private void noteAnswered(Post asked, Map<String, String> said) {
        var line = story.byPost(said).get(asked.id());
        if (line != null) {
            answered.add(line.id());
        }
    }

    /** Whether the brand has answered what makes a line pointless. */
    boolean hush(Line line) {
        var prefix = line.hushedBy();
        return prefix != null && answered.stream().anyMatch(id -> id.startsWith(prefix));
    }

    private boolean isBrandsOwnAnswer(Post post, Map<String, String> said) {
        return square.account(post.author()).kind() == AccountKind.BRAND && !said.containsValue(post.id());
    }

    /** The first answer in a thread meets the first reaction of the one who asked, the second the second. */
    private @Nullable Reaction reaction(Post asked, Post answer, Map<String, String> said) {
        var thread = square.thread(answer.id());
        var before = thread.stream()
                .filter(post -> post.sequence() < answer.sequence() && isBrandsOwnAnswer(post, said))
                .filter(post -> isBy(asked.author(), thread, post.inReplyTo()))
                .count();
        var reactions = reactionsOf(asked.author(), thread, said);
        return before < reactions.size() ? reactions.get((int) before) : null;
    }

    private static boolean isBy(String author, List<Post> thread, @Nullable String id) {
        return thread.stream()
                .anyMatch(post -> post.id().equals(id) && post.author().equals(author));
    }

    private List<Reaction> reactionsOf(String handle, List<Post> thread, Map<String, String> said) {
        var lines = story.byPost(said);
        for (var post : thread) {
            var line = lines.get(post.id());
            if (line != null && line.by().equals(handle) && line.answers() != null) {
                return line.answers();
            }
        }
        var person = story.person(handle);
        return person == null || person.answers() == null ? List.of() : person.answers();
    }

    private static Duration shortened(Duration after, double speed) {
        return Duration.ofMillis(Math.round(after.toMillis() / speed));
    }

    private void say(Waiting answer) {
        try {
            square.say(answer.line(), answer.draft());
        } catch (SquareRefused refused) {
            if (refused.reason() != Refusal.PARENT_UNKNOWN) {
                throw refused;
            }
            // The brand took its answer back meanwhile: nothing to answer to.
        }
    }

    int waiting() {
        return waiting.size();
    }
}
