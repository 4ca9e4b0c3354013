package org.parvis.boot;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;

/** What an address counts for where addresses are counted: a household has one of version 4, and of version 6 a network to choose from. */
public final class Household {

    private static final int NETWORK = 8;

    private Household() {}

    /** Whether two addresses count as one; asked of every connection at each new one, so it reads them only where it must. */
    public static boolean isSame(String one, String other) {
        return one.equals(other) || (one.indexOf(':') >= 0 && of(one).equals(of(other)));
    }

    /** The address itself, or its network of 64 bits; empty when it is none. */
    public static Optional<String> of(String address) {
        try {
            return Optional.of(
                    InetAddress.ofLiteral(address) instanceof Inet6Address six
                            ? HexFormat.of().formatHex(six.getAddress(), 0, NETWORK) + "/64"
                            : address);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
