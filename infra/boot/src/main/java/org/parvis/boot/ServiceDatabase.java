package org.parvis.boot;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.parvis.privacy.KeyRing;
import org.parvis.privacy.KnownKeys;
import org.parvis.privacy.MasterKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The service's own role, schema and migrations, and the keys of protected fields. */
@Configuration(proxyBeanMethods = false)
public class ServiceDatabase {

    /**
     * Migrated before anybody gets it: boot's tables ({@code db/axon}, {@code db/boot}), then the service's ({@code db/<service>}). Who
     * handles no events sets {@code parvis.database.event-tables=false} and gets only its own.
     */
    @Bean(destroyMethod = "close")
    BrandWall dataSource(
            @Value("${spring.application.name}") String service,
            @Value("${parvis.database.url}") String url,
            @Value("${parvis.database.password:}") String password,
            @Value("${parvis.database.connections:24}") int connections,
            @Value("${parvis.database.event-tables:true}") boolean handlesEvents) {
        var config = new HikariConfig();
        config.setPoolName(service);
        config.setJdbcUrl(url);
        config.setUsername(Database.role(service));
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setIdleTimeout(60_000);
        // Shorter than the gateway waits: whoever asks is told by us what is the matter.
        config.setConnectionTimeout(7_000);
        config.setValidationTimeout(5_000);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "parvis-" + service);
        // The server's detail quotes whole rows, and so what people wrote, into logs and dead letters.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "120");
        var dataSource = new BrandWall(config);
        ServiceMigrations.run(dataSource, service, handlesEvents);
        RowSecurity.install(dataSource);
        return dataSource;
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new DataSourceTransactionManager(dataSource);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean
    JdbcClient jdbcClient(JdbcTemplate template) {
        return JdbcClient.create(template);
    }

    @Bean
    Questions questions(DataSource dataSource, @Value("${parvis.database.questions-within:PT5S}") Duration longest) {
        return new Questions(dataSource, longest);
    }

    @Bean
    @ConditionalOnMissingBean
    MasterKey masterKey(@Value("${parvis.home}") Path home) {
        return MasterKey.loadOrCreate(home.resolve("keys").resolve("master.key"));
    }

    @Bean
    @ConditionalOnMissingBean
    KnownKeys knownKeys() {
        return new KnownKeys();
    }

    @Bean
    KeyRing keyRing(DataSource dataSource, MasterKey master, KnownKeys known) {
        return new KeyRing(dataSource, master, known);
    }
}
