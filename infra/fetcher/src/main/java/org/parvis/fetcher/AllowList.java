package org.parvis.fetcher;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * The addresses that may be reached although they are not public: the content of {@code PARVIS_FETCH_ALLOW}.
 *
 * <p>Entries are addresses or networks, each with an optional port: {@code 10.1.2.3}, {@code 10.0.0.0/8},
 * {@code 127.0.0.1:8081}, {@code fd00::/8}, {@code [::1]:8081}. Names are not accepted, because a name can change its
 * mind after it was allowed.
 */
public record AllowList(List<Entry> entries) {

    /** Nothing but the public internet. */
    public static final AllowList EMPTY = new AllowList(List.of());

    public AllowList {
        entries = List.copyOf(entries);
    }

    /** Reads the comma-separated form; throws {@link IllegalArgumentException} naming the entry that is wrong. */
    public static AllowList parse(String text) {
        return new AllowList(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(Entry::parse)
                .toList());
    }

    /** Whether this address and port were allowed expressly. */
    public boolean allows(InetAddress address, int port) {
        return entries.stream().anyMatch(entry -> entry.contains(address, port));
    }

    /**
     * One allowed network.
     *
     * @param network an address in it
     * @param prefix how many leading bits count
     * @param port the only port allowed, or 0 for any
     */
    public record Entry(InetAddress network, int prefix, int port) {

        static Entry parse(String text) {
            try {
                var rest = text;
                int port = 0;
                int bracket = rest.lastIndexOf(']');
                int colon = rest.lastIndexOf(':');
                boolean bareIpv6 = bracket < 0 && rest.indexOf(':') != colon;
                if (colon > bracket && !bareIpv6) {
                    port = Integer.parseInt(rest.substring(colon + 1));
                    rest = rest.substring(0, colon);
                }
                rest = rest.replace("[", "").replace("]", "");
                int slash = rest.indexOf('/');
                var literal = slash < 0 ? rest : rest.substring(0, slash);
                if (literal.indexOf(':') < 0
                        && literal.chars().filter(c -> c == '.').count() != 3) {
                    // The platform would read 10.1 as 10.0.0.1.
                    throw new IllegalArgumentException("not four numbers");
                }
                var address = InetAddress.ofLiteral(literal);
                int bits = address.getAddress().length * 8;
                int prefix = slash < 0 ? bits : Integer.parseInt(rest.substring(slash + 1));
                if (prefix < 0 || prefix > bits || port < 0 || port > 65535) {
                    throw new IllegalArgumentException("out of range");
                }
                return new Entry(address, prefix, port);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Not an address or network, with an optional port: \"" + text
                                + "\" (examples: 10.1.2.3, 10.0.0.0/8, 127.0.0.1:8081, [::1]:8081)",
                        e);
            }
        }

        boolean contains(InetAddress address, int wantedPort) {
            var ours = network.getAddress();
            var theirs = address.getAddress();
            if (ours.length != theirs.length || (port != 0 && port != wantedPort)) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
