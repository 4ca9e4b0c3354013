package org.parvis.fetcher;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * What an address is for, judged from its bits.
 *
 * <p>IPv6 is judged the other way round from IPv4: only what is assigned as global unicast counts as public, so that
 * {@code ::}, {@code ::1}, mapped, compatible, NAT64 and whatever is assigned tomorrow fall outside by construction.
 */
public enum AddressClass {
    PUBLIC,
    UNSPECIFIED,
    LOOPBACK,
    PRIVATE,
    CARRIER_NAT,
    LINK_LOCAL,
    MULTICAST,
    BROADCAST,
    RESERVED,
    /** An IPv6 form that carries an IPv4 address inside (mapped, compatible, 6to4, NAT64, Teredo, ISATAP). */
    EMBEDDED_IPV4;

    /** Classifies one address; never looks anything up. */
    public static AddressClass of(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet4Address ? ofIpv4(bytes) : ofIpv6(bytes);
    }

    private static AddressClass ofIpv4(byte[] b) {
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        int third = b[2] & 0xff;
        if (first == 0) {
            return UNSPECIFIED;
        }
        if (first == 127) {
            return LOOPBACK;
        }
        if (first == 10 || (first == 172 && (second & 0xf0) == 16) || (first == 192 && second == 168)) {
            return PRIVATE;
        }
        if (first == 100 && (second & 0xc0) == 64) {
            return CARRIER_NAT;
        }
        if (first == 169 && second == 254) {
            return LINK_LOCAL;
        }
        if (first == 255 && second == 255 && third == 255 && (b[3] & 0xff) == 255) {
            return BROADCAST;
        }
        if (first >= 224 && first < 240) {
            return MULTICAST;
        }
        return first >= 240 || isSpecialPurposeIpv4(first, second, third) ? RESERVED : PUBLIC;
    }

    /** Protocol assignments, documentation, the old 6to4 relay and benchmarking networks (IANA special-purpose registry). */
    private static boolean isSpecialPurposeIpv4(int first, int second, int third) {
        return (first == 192 && second == 0 && (third == 0 || third == 2))
                || (first == 192 && second == 88 && third == 99)
                || (first == 198 && (second == 18 || second == 19))
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113);
    }

    private static AddressClass ofIpv6(byte[] b) {
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        if (isZero(b, 0, 15)) {
            return b[15] == 0 ? UNSPECIFIED : b[15] == 1 ? LOOPBACK : EMBEDDED_IPV4;
        }
        if (isZero(b, 0, 10)) {
            // ::ffff:0:0/96 (mapped) and ::/96 (compatible); ::ffff:0:0:0/96 (translated) is caught below as reserved.
            return EMBEDDED_IPV4;
        }
        if (first == 0xff) {
            return MULTICAST;
        }
        if (first == 0xfe && (second & 0xc0) == 0x80) {
            return LINK_LOCAL;
        }
        if ((first & 0xfe) == 0xfc || (first == 0xfe && (second & 0xc0) == 0xc0)) {
            return PRIVATE;
        }
        if (first == 0x20 && second == 0x02) {
            return EMBEDDED_IPV4;
        }
        if (first == 0x00 && second == 0x64 && (b[2] & 0xff) == 0xff && (b[3] & 0xff) == 0x9b) {
            return EMBEDDED_IPV4;
        }
        if (first == 0x20 && second == 0x01 && (b[2] & 0xff) < 0x02) {
            // 2001::/23, the protocol assignments: Teredo (2001::/32) carries an IPv4 address, the rest is no host.
            return b[2] == 0 && b[3] == 0 ? EMBEDDED_IPV4 : RESERVED;
        }
        if (isIsatap(b)) {
            return EMBEDDED_IPV4;
        }
        var documentation = (first == 0x20 && second == 0x01 && (b[2] & 0xff) == 0x0d && (b[3] & 0xff) == 0xb8)
                || (first == 0x3f && second == 0xff && (b[2] & 0xf0) == 0);
        return (first & 0xe0) == 0x20 && !documentation ? PUBLIC : RESERVED;
    }

    /** Interface identifier {@code [02]00:5efe:a.b.c.d} (RFC 5214). */
    private static boolean isIsatap(byte[] b) {
        return (b[8] & 0xfd) == 0 && b[9] == 0 && (b[10] & 0xff) == 0x5e && (b[11] & 0xff) == 0xfe;
    }

    private static boolean isZero(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
