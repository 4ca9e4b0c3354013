package org.parvis.publishing.network;

/** What came of trying an account's secret. */
public sealed interface SignIn {

    /** The network knows us under this name. */
    record Works(String account) implements SignIn {}

    /** The network does not accept the secret. */
    record NotAccepted(String detail) implements SignIn {}

    /** The network could not be asked. */
    record NotReached(String cause) implements SignIn {}
}
