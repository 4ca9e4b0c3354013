package org.parvis.publishing.post;

import org.parvis.axon.AggregateOf;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.publishing.channel.Channels;
import org.parvis.publishing.delivery.Deliveries;
import org.parvis.publishing.history.History;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Posts, put together. */
@Configuration(proxyBeanMethods = false)
class PostConfiguration {

    @Bean
    AggregateOf<Post> post() {
        return AggregateOf.type(Post.class);
    }

    @Bean
    Posts posts(History history) {
        return new Posts(history);
    }

    @Bean
    PostClearance postClearance(Posts posts) {
        return new PostClearance(posts);
    }

    @Bean
    PostWaysOut postWaysOut(Posts posts) {
        return new PostWaysOut(posts);
    }

    @Bean
    PostList postList(JdbcClient jdbc) {
        return new PostList(jdbc);
    }

    @Bean
    PostDesk postDesk(Commands commands, Access access, Posts posts, Channels channels, Deliveries deliveries) {
        return new PostDesk(commands, access, posts, channels, deliveries);
    }
}
