package org.parvis.fetcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A URL in the one form that is checked, resolved, connected to and sent as Host, so that no two readers can disagree.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower-case name without trailing dot, or an address literal without brackets
 * @param port the port, given or implied
 * @param path path and query as they go on the request line
 */
record Target(String scheme, String host, int port, String path) {

    private static final int MAX_LENGTH = 4096;
    private static final Pattern SCHEME = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*):");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern NUMERIC_LABEL = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern DOTTED_QUAD = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final String PATH_CHARACTERS = "-._~!$&'()*+,;=:@/?";

    static Target parse(String text) throws RefusedTarget {
        var url = text.strip();
        if (url.length() > MAX_LENGTH) {
            throw malformed("longer than " + MAX_LENGTH + " characters");
        }
        if (url.chars().anyMatch(Character::isISOControl)) {
            throw malformed("contains control characters");
        }
        var schemeMatcher = SCHEME.matcher(url);
        if (!schemeMatcher.find()) {
            throw malformed("has no scheme; write https://...");
        }
        var scheme = schemeMatcher.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new RefusedTarget(Refusal.SCHEME, scheme);
        }
        var rest = url.substring(schemeMatcher.end());
        if (!rest.startsWith("//")) {
            throw malformed("has no // after the scheme");
        }
        rest = rest.substring(2);
        int end = firstOf(rest, "/?#");
        var authority = rest.substring(0, end);
        if (authority.indexOf('@') >= 0) {
            throw new RefusedTarget(Refusal.CREDENTIALS_IN_URL, "user information before the host");
        }
        int portColon = authority.endsWith("]") ? -1 : authority.lastIndexOf(':');
        if (portColon >= 0 && authority.startsWith("[") && portColon < authority.indexOf(']')) {
            portColon = -1;
        }
        var host = host(portColon < 0 ? authority : authority.substring(0, portColon));
        int port = portColon < 0 ? defaultPort(scheme) : port(authority.substring(portColon + 1), scheme);
        return new Target(scheme, host, port, pathAndQuery(rest.substring(end)));
    }

    /** The target a {@code Location} header or a relative link leads to, seen from here. */
    Target resolve(String reference) throws RefusedTarget {
        // Header bytes arrive as Latin-1; servers that send anything beyond ASCII mean UTF-8.
        var ref = reference.chars().allMatch(c -> c < 0x100)
                ? new String(reference.getBytes(ISO_8859_1), UTF_8).strip()
                : reference.strip();
        if (SCHEME.matcher(ref).find()) {
            return parse(ref);
        }
        if (ref.startsWith("//")) {
            return parse(scheme + ":" + ref);
        }
        if (ref.length() > MAX_LENGTH || ref.chars().anyMatch(Character::isISOControl)) {
            throw malformed("the redirect cannot be read");
        }
        var encoded = encode(withoutFragment(ref));
        if (encoded.isEmpty()) {
            return this;
        }
        if (encoded.startsWith("?")) {
            return new Target(scheme, host, port, path.substring(0, firstOf(path, "?")) + encoded);
        }
        var base = URI.create("http://h" + path.substring(0, firstOf(path, "?")));
        try {
            var resolved = base.resolve(encoded);
            return new Target(
                    scheme, host, port, pathAndQuery(resolved.toString().substring("http://h".length())));
        } catch (IllegalArgumentException e) {
            throw malformed("the redirect cannot be read");
        }
    }

    URI uri() {
        return URI.create(scheme + "://" + hostHeader() + path);
    }

    /** Host and, when it is not the usual one, port; as in the Host header. */
    String hostHeader() {
        var name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == defaultPort(scheme) ? name : name + ":" + port;
    }

    boolean isSecure() {
        return scheme.equals("https");
    }

    boolean hasSameOriginAs(Target other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
    }

    /** The address, when the host is written as one. */
    Optional<InetAddress> literal() {
        return host.indexOf(':') >= 0 || DOTTED_QUAD.matcher(host).matches()
                ? Optional.of(InetAddress.ofLiteral(host))
                : Optional.empty();
    }

    private static String host(String text) throws RefusedTarget {
        if (text.startsWith("[")) {
            return ipv6(text);
        }
        String host;
        try {
            host = (text.chars().allMatch(c -> c < 0x80) ? text : IDN.toASCII(text)).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw malformed("the host is no valid name");
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        if (host.isEmpty() || host.length() > 253) {
            throw malformed("the host is missing or too long");
        }
        var labels = host.split("\\.", -1);
        for (var label : labels) {
            if (!LABEL.matcher(label).matches()) {
                throw malformed("the host is no valid name");
            }
        }
        if (NUMERIC_LABEL.matcher(labels[labels.length - 1]).matches()) {
            requireStrictDottedQuad(host, labels);
        }
        return host;
    }

    private static void requireStrictDottedQuad(String host, String[] labels) throws RefusedTarget {
        var strict = DOTTED_QUAD.matcher(host).matches();
        for (var label : labels) {
            strict = strict && Integer.parseInt(label) <= 255;
        }
        if (!strict) {
            throw new RefusedTarget(Refusal.AMBIGUOUS_HOST, "write the address as four decimal numbers");
        }
    }

    private static String ipv6(String text) throws RefusedTarget {
        if (!text.endsWith("]") || text.indexOf('%') >= 0) {
            throw malformed("the host is no valid address");
        }
        try {
            // Mapped addresses come back as IPv4 here, so they are judged as what they reach.
            return InetAddress.ofLiteral(text.substring(1, text.length() - 1)).getHostAddress();
        } catch (IllegalArgumentException e) {
            throw malformed("the host is no valid address");
        }
    }

    private static int port(String text, String scheme) throws RefusedTarget {
        if (text.isEmpty()) {
            return defaultPort(scheme);
        }
        if (text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw malformed("the port is no number");
        }
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65535) {
            throw malformed("the port is out of range");
        }
        return port;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static String pathAndQuery(String text) {
        var encoded = encode(withoutFragment(text));
        return encoded.startsWith("/") ? encoded : "/" + encoded;
    }

    private static String withoutFragment(String text) {
        return text.substring(0, firstOf(text, "#"));
    }

    /** Percent-encodes what may not stand on a request line, and leaves what is encoded already alone. */
    private static String encode(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean escape =
                    c == '%' && i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2));
            if (escape || isUnreserved(c) || PATH_CHARACTERS.indexOf(c) >= 0) {
                out.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(UTF_8)) {
                    out.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xff));
                }
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }

    private static int firstOf(String text, String stops) {
        for (int i = 0; i < text.length(); i++) {
            if (stops.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static RefusedTarget malformed(String detail) {
        return new RefusedTarget(Refusal.MALFORMED_URL, detail);
    }
}
