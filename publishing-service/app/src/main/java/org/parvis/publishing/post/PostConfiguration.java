package org.parvis.publishing.post;

import org.parvis.axon.AggregateOf;
import org.parvis.publishing.history.History;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
}
