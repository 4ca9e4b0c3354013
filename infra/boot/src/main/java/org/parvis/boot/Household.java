package org.parvis.boot;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;

/** What an address counts for where addresses are counted: a household has one of version 4, and of version 6 a network to choose from. */
public final class Household {

    private static final int NETWORK = 8;

    /** What somebody who has many addresses has them from, in bytes of each version. */
    private static final int RANGE_OF_FOUR = 2;

    private static final int RANGE_OF_SIX = 6;

    private Household() {}

    /** The range an address is from, of 16 bits in version 4 and 48 in version 6: one customer's many addresses are mostly from one. */
    public static String rangeOf(String address) {
        try {
            var known = InetAddress.ofLiteral(address);
            return HexFormat.of()
                    .formatHex(known.getAddress(), 0, known instanceof Inet6Address ? RANGE_OF_SIX : RANGE_OF_FOUR);
        } catch (IllegalArgumentException e) {
            return "unreadable";
        }
    }

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
