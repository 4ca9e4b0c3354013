package org.parvis.reporting.notary;

import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.bundle.BundleWriter;
import org.parvis.ledger.tree.Checkpoints;
import org.parvis.ledger.tree.Notary;
import org.parvis.ledger.tree.NoteSigner;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The notary, its key and what it signed. The key is a file that only this service reads. */
@Configuration(proxyBeanMethods = false)
class NotaryConfiguration {

    @Bean
    NoteSigner noteSigner(
            @Value("${parvis.home}") Path home,
            @Value("${parvis.reporting.origin:parvis.local/ledger}") String origin) {
        return NoteSigner.ofLedger(origin, home.resolve("keys").resolve("notary.key"));
    }

    @Bean(destroyMethod = "close")
    Notary notary(DataSource dataSource, LedgerSignal signal, NoteSigner signer, Clock clock) {
        return new Notary(dataSource, signal, signer, clock);
    }

    @Bean
    Checkpoints checkpoints(DataSource dataSource) {
        return new Checkpoints(dataSource);
    }

    @Bean
    BundleWriter bundleWriter(DataSource dataSource, NoteSigner signer) {
        return new BundleWriter(dataSource, signer);
    }

    @Bean
    SmartLifecycle notaryLifecycle(Notary notary) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                notary.start();
                running = true;
            }

            @Override
            public void stop() {
                notary.close();
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }
        };
    }
}
