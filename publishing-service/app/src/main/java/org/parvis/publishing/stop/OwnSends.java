package org.parvis.publishing.stop;

import java.util.ArrayList;
import java.util.List;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.Conflict;
import org.parvis.boot.Scope;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.channel.Sight;
import org.parvis.publishing.post.PostDesk;
import org.parvis.publishing.reply.ReplyDesk;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The stop of whoever may stop nothing but what they wrote themselves, such as an agency: all of it comes back to its writer in one act,
 * and what others wrote goes its way.
 */
final class OwnSends {

    private final JdbcClient jdbc;
    private final Access access;
    private final ReplyDesk replies;
    private final PostDesk posts;

    OwnSends(JdbcClient jdbc, Access access, ReplyDesk replies, PostDesk posts) {
        this.jdbc = jdbc;
        this.access = access;
        this.replies = replies;
        this.posts = posts;
    }

    /**
     * What became of it.
     *
     * @param takenBack came back and is a draft again, as {@code reply:id} or {@code post:id}
     * @param tooLate had begun to leave
     */
    record TakenBack(List<String> takenBack, List<String> tooLate) {}

    TakenBack takeBack(Actor actor) {
        Sight.requireAnywhere(access, Action.DRAFT);
        var takenBack = new ArrayList<String>();
        var tooLate = new ArrayList<String>();
        for (var own : released(actor)) {
            (isHeld(own, actor) ? takenBack : tooLate).add(own.toString());
        }
        StopDesk.await(() -> released(actor).stream().map(Own::toString).noneMatch(takenBack::contains));
        return new TakenBack(takenBack, tooLate);
    }

    int count(Actor actor) {
        return released(actor).size();
    }

    private boolean isHeld(Own own, Actor actor) {
        try {
            if (own.kind().equals("reply")) {
                replies.hold(own.id(), actor);
            } else {
                posts.hold(own.id(), actor);
            }
            return true;
        } catch (Refused | Conflict late) {
            // One that is on its way is no reason to let the others go.
            return false;
        }
    }

    private record Own(String kind, String id) {

        @Override
        public String toString() {
            return kind + ":" + id;
        }
    }

    /** What is released and has not begun to leave, on the channels where its writer still writes. */
    private List<Own> released(Actor actor) {
        return access.scope(Action.DRAFT)
                .bind(jdbc.sql(
                        """
                        select 'reply' as kind, r.reply_id as id from reply r
                         where r.author_id = :author and r.state = 'RELEASED' and %s
                           and not exists (select from delivery d where d.outgoing = 'REPLY' and d.outgoing_id = r.reply_id
                             and d.state not in ('READY', 'CANCELLED'))
                        union all
                        select 'post', p.post_id from post p
                         where p.author_id = :author and p.state in ('RELEASED', 'MISSED')
                           and not exists (select from post_variant v where v.post_id = p.post_id and not %s)
                           and not exists (select from delivery d where d.outgoing = 'POST' and d.outgoing_id = p.post_id
                             and d.state not in ('READY', 'CANCELLED'))
                        """.formatted(Scope.on("r.brand_id", "r.channel_id"), Scope.on("p.brand_id", "v.channel_id"))))
                .param("author", actor.id())
                .query((row, number) -> new Own(row.getString(1), row.getString(2)))
                .list();
    }
}
