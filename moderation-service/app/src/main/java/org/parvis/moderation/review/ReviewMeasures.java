package org.parvis.moderation.review;

import org.parvis.boot.Measured;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What waits for approval, for those who run the house. */
@Configuration(proxyBeanMethods = false)
class ReviewMeasures {

    @Bean
    Measured reviewsOpen() {
        return new Measured(
                "reviews.open", "reviews that wait for a decision", "select count(*) from review where state = 'OPEN'");
    }
}
