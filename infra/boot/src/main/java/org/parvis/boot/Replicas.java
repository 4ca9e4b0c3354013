package org.parvis.boot;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a service needs when others of its kind run beside it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "parvis.live.replicas", havingValue = "true")
class Replicas {

    @Bean(destroyMethod = "close")
    ReplicaNews replicaNews(DataSource dataSource, @Value("${spring.application.name}") String service) {
        return new ReplicaNews(dataSource, service);
    }
}
