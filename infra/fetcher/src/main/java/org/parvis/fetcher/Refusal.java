package org.parvis.fetcher;

/** Why an address was not even tried; no byte left for it. */
public enum Refusal {
    /** Not an absolute URL that can be read in one way only. */
    MALFORMED_URL,
    /** Neither http nor https. */
    SCHEME,
    /** A user name or password inside the URL, a classic disguise of the true host. */
    CREDENTIALS_IN_URL,
    /** A host written as a number in a form that programs read differently (octal, hexadecimal, one big number). */
    AMBIGUOUS_HOST,
    /** A port other than the usual ones of what is spoken, at an address that was not allowed expressly. */
    PORT,
    /** A password would cross a network in the clear. */
    UNENCRYPTED,
    /** The name leads to an address that is not on the public internet and was not allowed. */
    FORBIDDEN_ADDRESS
}
