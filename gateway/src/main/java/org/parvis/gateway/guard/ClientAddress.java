package org.parvis.gateway.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.parvis.boot.Household;
import org.parvis.gateway.setting.GatewaySettings;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/** The address a request comes from. What a header says of it counts only when a trusted proxy wrote it. */
@Component
public final class ClientAddress {

    private static final String HEADER = "X-Forwarded-For";

    private final List<IpAddressMatcher> trusted;

    ClientAddress(GatewaySettings settings) {
        trusted = settings.trustedProxies().stream().map(IpAddressMatcher::new).toList();
    }

    public String of(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        if (!isTrusted(address)) {
            return address;
        }
        // Each proxy adds at the end; the first from there that we do not know is the client.
        var named = Collections.list(request.getHeaders(HEADER)).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .toList();
        for (var hop : named.reversed()) {
            if (!isAddress(hop)) {
                return address;
            }
            address = hop;
            if (!isTrusted(hop)) {
                return hop;
            }
        }
        return address;
    }

    /** What a request counts for where addresses are counted. */
    String networkOf(HttpServletRequest request) {
        var address = of(request);
        return Household.of(address).orElse(address);
    }

    /** Whether it is a proxy in front of the gateway. */
    public boolean isTrusted(String address) {
        return trusted.stream().anyMatch(proxy -> proxy.matches(address));
    }

    private static boolean isAddress(String text) {
        try {
            return InetAddress.ofLiteral(text).getAddress().length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
