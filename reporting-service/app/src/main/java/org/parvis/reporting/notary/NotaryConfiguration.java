package org.parvis.reporting.notary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import javax.sql.DataSource;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.bundle.BundleWriter;
import org.parvis.ledger.tree.Checkpoints;
import org.parvis.ledger.tree.Notary;
import org.parvis.ledger.tree.NoteSigner;
import org.parvis.ledger.witness.WitnessAddress;
import org.parvis.ledger.witness.Witnessing;
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

    /** Witnesses are named in the settings, or in the file {@code keys/witnesses} of the installation: {@code URL KEY} on each line. */
    @Bean(destroyMethod = "close")
    Witnessing witnessing(
            DataSource dataSource,
            @Value("${parvis.home}") Path home,
            @Value("${parvis.reporting.witnesses:}") String named)
            throws IOException {
        var file = home.resolve("keys").resolve("witnesses");
        var witnesses = new ArrayList<>(WitnessAddress.parse(named));
        if (Files.exists(file)) {
            witnesses.addAll(WitnessAddress.parse(Files.readString(file)));
        }
        return new Witnessing(dataSource, witnesses);
    }

    /** Whoever sets up a witness, or checks a bundle, needs the ledger's public key: it lies where people find it. */
    @Bean
    LedgerKeyFile ledgerKeyFile(@Value("${parvis.home}") Path home, NoteSigner signer) throws IOException {
        var file = home.resolve("ledger.pub");
        Files.writeString(file, signer.key() + "\n");
        return new LedgerKeyFile(file);
    }

    record LedgerKeyFile(Path file) {}

    @Bean
    SmartLifecycle notaryLifecycle(Notary notary, Witnessing witnessing) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                notary.start();
                witnessing.start();
                running = true;
            }

            @Override
            public void stop() {
                witnessing.close();
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
