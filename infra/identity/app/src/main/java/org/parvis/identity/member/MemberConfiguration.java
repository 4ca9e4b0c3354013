package org.parvis.identity.member;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the aggregate. */
@Configuration(proxyBeanMethods = false)
class MemberConfiguration {

    @Bean
    AggregateOf<Member> member() {
        return AggregateOf.type(Member.class);
    }
}
