package org.parvis.listening.lesson;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The aggregate of this feature. */
@Configuration(proxyBeanMethods = false)
class LessonConfiguration {

    @Bean
    AggregateOf<OwnReading> ownReadingAggregate() {
        return AggregateOf.type(OwnReading.class);
    }
}
