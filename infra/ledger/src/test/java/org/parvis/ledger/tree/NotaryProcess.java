package org.parvis.ledger.tree;

import java.nio.file.Path;
import java.time.Clock;
import org.parvis.ledger.LedgerSignal;
import org.postgresql.ds.PGSimpleDataSource;

/** A notary in a JVM of its own, for a test to kill. */
final class NotaryProcess {

    private NotaryProcess() {}

    public static void main(String[] args) throws InterruptedException {
        var source = new PGSimpleDataSource();
        source.setUrl(args[0]);
        source.setUser("service");
        var signer = NoteSigner.ofLedger(args[1], Path.of(args[2]));
        try (var notary = new Notary(source, new LedgerSignal(), signer, Clock.systemUTC())) {
            notary.start();
            System.out.println("seals");
            Thread.currentThread().join();
        }
    }
}
