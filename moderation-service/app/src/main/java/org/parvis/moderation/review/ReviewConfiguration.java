package org.parvis.moderation.review;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the aggregate. */
@Configuration(proxyBeanMethods = false)
class ReviewConfiguration {

    @Bean
    AggregateOf<Review> review() {
        return AggregateOf.type(Review.class);
    }
}
