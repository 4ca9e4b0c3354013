package org.parvis.publishing.stop;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.parvis.axon.AggregateOf;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.publishing.channel.Channels;
import org.parvis.publishing.delivery.StopBoard;
import org.parvis.publishing.history.History;
import org.parvis.publishing.post.PostDesk;
import org.parvis.publishing.reply.ReplyDesk;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stops, put together. */
@Configuration(proxyBeanMethods = false)
class StopConfiguration {

    @Bean
    AggregateOf<Stops> stops() {
        return AggregateOf.type(Stops.class);
    }

    @Bean
    StopsInForce stopsInForce(History history) {
        return new StopsInForce(history);
    }

    @Bean
    StopClearance stopClearance(StopsInForce stops) {
        return new StopClearance(stops);
    }

    @Bean
    StopDesk stopDesk(Commands commands, Access access, Channels channels, StopBoard board, JdbcClient jdbc) {
        return new StopDesk(commands, access, channels, board, new StopIds(jdbc));
    }

    @Bean
    OwnSends ownSends(JdbcClient jdbc, Access access, ReplyDesk replies, PostDesk posts) {
        return new OwnSends(jdbc, access, replies, posts);
    }

    @Bean
    RecurringTask<Void> stopKeeper(StopDesk desk) {
        return Tasks.recurring("publishing-stop-keeper", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((instance, context) -> desk.tieLooseEnds());
    }
}
