package org.parvis.listening.feed;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds out in which encoding a feed really is.
 *
 * <p>A byte order mark and the shape of the first bytes cannot lie; what the server and the XML declaration say often
 * does. So each is believed in turn only as long as the bytes agree, and Windows-1252, in which everything has a reading,
 * comes last.
 */
final class FeedEncoding {

    private static final Pattern DECLARATION =
            Pattern.compile("<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?'?([A-Za-z0-9._:-]{1,40})");
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    /** Names under which writers mean a larger encoding than they say. */
    private static final Map<String, String> MEANT = Map.of(
            "iso-8859-1", "windows-1252",
            "latin1", "windows-1252",
            "us-ascii", "windows-1252",
            "ascii", "windows-1252",
            "iso-8859-9", "windows-1254",
            "gb2312", "gb18030",
            "gbk", "gb18030",
            "shift_jis", "windows-31j",
            "ks_c_5601-1987", "x-windows-949",
            "utf8", "utf-8");

    private FeedEncoding() {}

    static String decode(byte[] bytes, String contentType) {
        var fixed = byFirstBytes(bytes);
        if (fixed.isPresent()) {
            return withoutMark(new String(bytes, fixed.get()));
        }
        Set<Charset> candidates = new LinkedHashSet<>();
        charset(CHARSET, contentType).filter(FeedEncoding::isByteOriented).ifPresent(candidates::add);
        var head = new String(bytes, 0, Math.min(bytes.length, 400), StandardCharsets.ISO_8859_1);
        charset(DECLARATION, head).filter(FeedEncoding::isByteOriented).ifPresent(candidates::add);
        // Single-byte encodings accept any bytes, so a text that is valid UTF-8 beyond ASCII is UTF-8 whatever it says.
        var utf8 = strictly(bytes, StandardCharsets.UTF_8);
        if (utf8.isPresent() && candidates.stream().allMatch(WINDOWS::equals)) {
            return withoutMark(utf8.get());
        }
        candidates.add(StandardCharsets.UTF_8);
        for (var candidate : candidates) {
            var text = strictly(bytes, candidate);
            if (text.isPresent()) {
                return withoutMark(text.get());
            }
        }
        // A stray byte in an otherwise good multi-byte text should not turn every letter into two.
        var first = candidates.iterator().next();
        return withoutMark(
                new String(bytes, first.equals(StandardCharsets.UTF_8) && !isMostlyUtf8(bytes) ? WINDOWS : first));
    }

    private static Optional<Charset> byFirstBytes(byte[] b) {
        if (starts(b, 0, 0, 0xfe, 0xff) || starts(b, 0, 0, 0, '<')) {
            return Optional.of(Charset.forName("UTF-32BE"));
        }
        if (starts(b, 0xff, 0xfe, 0, 0) || starts(b, '<', 0, 0, 0)) {
            return Optional.of(Charset.forName("UTF-32LE"));
        }
        if (starts(b, 0xfe, 0xff) || starts(b, 0, '<', 0) || starts(b, 0, '{', 0)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if (starts(b, 0xff, 0xfe) || starts(b, '<', 0) || starts(b, '{', 0)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (starts(b, 0x4c, 0x6f, 0xa7, 0x94)) {
            // "<?xm" in the EBCDIC family; the declaration, readable in any member, says which one.
            var head = new String(b, 0, Math.min(b.length, 400), Charset.forName("IBM037"));
            return Optional.of(charset(DECLARATION, head).orElse(Charset.forName("IBM037")));
        }
        return Optional.empty();
    }

    private static boolean starts(byte[] bytes, int... head) {
        if (bytes.length < head.length) {
            return false;
        }
        for (int i = 0; i < head.length; i++) {
            if ((bytes[i] & 0xff) != head[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Charset> charset(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        var name = matcher.group(1).toLowerCase(Locale.ROOT);
        try {
            return Optional.of(Charset.forName(MEANT.getOrDefault(name, name)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A declaration that can be read byte by byte is not in UTF-16 or UTF-32, whatever it says. */
    private static boolean isByteOriented(Charset charset) {
        return !charset.name().startsWith("UTF-16")
                && !charset.name().startsWith("UTF-32")
                && charset.canEncode()
                && "<".getBytes(charset).length == 1
                && "<".getBytes(charset)[0] == '<';
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isMostlyUtf8(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        long wrong = text.chars().filter(c -> c == 0xfffd).count();
        long beyondAscii = text.chars().filter(c -> c >= 0x80).count();
        return wrong * 4 < beyondAscii;
    }

    private static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
