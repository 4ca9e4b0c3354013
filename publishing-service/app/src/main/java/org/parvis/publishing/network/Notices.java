package org.parvis.publishing.network;

/** Takes what adapters learn about an account in passing. */
@FunctionalInterface
public interface Notices {

    /** For whoever does not want to know. */
    Notices NONE = (account, allowance) -> {};

    void allowance(Account account, Allowance allowance);
}
