package org.parvis.fetcher;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks a host name up; asked exactly once for each connection. */
@FunctionalInterface
public interface Resolver {

    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The operating system's own look-up. */
    static Resolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
