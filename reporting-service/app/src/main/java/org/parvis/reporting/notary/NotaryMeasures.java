package org.parvis.reporting.notary;

import org.parvis.boot.Measured;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How far the signed tree is behind the ledger, for those who run the house. */
@Configuration(proxyBeanMethods = false)
class NotaryMeasures {

    @Bean
    Measured entriesUnsealed() {
        return new Measured("ledger.unsealed", "entries that no signed head covers yet", """
                select coalesce((select max(position) from ledger.entry), 0)
                  - coalesce((select max(size) from ledger.checkpoint), 0)""");
    }

    @Bean
    Measured entries() {
        return new Measured(
                "ledger.entries", "entries in the ledger", "select coalesce(max(position), 0) from ledger.entry");
    }

    @Bean
    Measured witnessAge() {
        return new Measured(
                "ledger.witness.age.seconds",
                "how old the newest head is that an outside witness confirmed; -1 when none ever did",
                """
                select coalesce(extract(epoch from now() - max(signed_at)), -1)
                from ledger.checkpoint where size in (select size from ledger.cosignature)""");
    }
}
