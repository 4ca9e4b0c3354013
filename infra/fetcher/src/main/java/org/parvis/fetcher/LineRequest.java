package org.parvis.fetcher;

/**
 * Where a line shall lead.
 *
 * @param host a name, or an address (IPv6 in brackets)
 * @param secure whether TLS comes before anything else; without, only a loopback address that is allowed is reached
 * @param usualPort the only port of what is spoken that may be reached at any public address
 */
public record LineRequest(String host, int port, boolean secure, int usualPort) {

    /** Read by the same rules as the address of a page, so that no two readers can disagree on the host. */
    Target target() throws RefusedTarget {
        var target = Target.parse((secure ? "https://" : "http://") + host + ":" + port);
        if (!target.path().equals("/") || target.port() != port) {
            throw new RefusedTarget(Refusal.MALFORMED_URL, "not the name of a host");
        }
        return target;
    }
}
