package org.parvis.fetcher;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Reads a body to its end, inflating it, and stops at the first limit it meets. */
final class BodyReader {

    /** Below this an inflated body does no harm, whatever its ratio. */
    private static final int RATIO_FLOOR = 64 * 1024;

    private final FetchPolicy policy;
    private final Deadline deadline;

    BodyReader(FetchPolicy policy, Deadline deadline) {
        this.policy = policy;
        this.deadline = deadline;
    }

    Body read(InputStream wire, Headers headers) throws IOException, BrokenExchange {
        var counted = new CountedStream(wire, policy.maxWireBytes());
        try (var inflater = new Inflater(true);
                var room = Room.forAnAnswer()) {
            return Body.owning(readAll(inflating(counted, headers, inflater), counted, room));
        } catch (CountedStream.LimitReached e) {
            throw new BrokenExchange(FailureKind.TOO_LARGE, true, "more than " + policy.maxWireBytes() + " bytes");
        } catch (ZipException | EOFException e) {
            throw new BrokenExchange(FailureKind.ENCODING, true, "the compressed body is damaged");
        }
    }

    /** Reads at most the given number of bytes and forgives everything, for the body of an error answer. */
    Body readLeniently(InputStream wire, Headers headers, int most) throws IOException {
        var counted = new CountedStream(wire, policy.maxWireBytes());
        try (var inflater = new Inflater(true)) {
            return Body.owning(inflating(counted, headers, inflater).readNBytes(most));
        } catch (CountedStream.LimitReached | BrokenExchange | ZipException | EOFException e) {
            return Body.EMPTY;
        }
    }

    private static InputStream inflating(CountedStream counted, Headers headers, Inflater raw)
            throws IOException, BrokenExchange {
        var encodings = encodings(headers);
        if (encodings.isEmpty()) {
            return counted;
        }
        if (encodings.size() > 1) {
            throw new BrokenExchange(FailureKind.ENCODING, true, "encoded more than once: " + encodings);
        }
        // Two bytes, to tell zlib from raw deflate and an empty body from a damaged one.
        var peekable = new PushbackInputStream(counted, 2);
        var head = peekable.readNBytes(2);
        peekable.unread(head);
        if (head.length == 0) {
            return counted;
        }
        return switch (encodings.getFirst()) {
            case "gzip", "x-gzip" -> new GZIPInputStream(peekable, 8192);
            case "deflate" ->
                isZlib(head) ? new InflaterInputStream(peekable) : new InflaterInputStream(peekable, raw, 8192);
            default -> throw new BrokenExchange(FailureKind.ENCODING, true, "encoding " + encodings.getFirst());
        };
    }

    private static List<String> encodings(Headers headers) {
        return headers.all("content-encoding").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .filter(token -> !token.isEmpty() && !token.equals("identity"))
                .toList();
    }

    private static boolean isZlib(byte[] head) {
        return head.length == 2 && (head[0] & 0x0f) == 8 && ((head[0] & 0xff) * 256 + (head[1] & 0xff)) % 31 == 0;
    }

    private byte[] readAll(InputStream inflated, CountedStream counted, Room.Held room)
            throws IOException, BrokenExchange {
        var out = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        for (int n = inflated.read(buffer); n >= 0; n = inflated.read(buffer)) {
            room.grow(out.size() + n, deadline);
            out.write(buffer, 0, n);
            if (out.size() > policy.maxInflatedBytes()) {
                throw new BrokenExchange(
                        FailureKind.TOO_LARGE, true, "more than " + policy.maxInflatedBytes() + " bytes inflated");
            }
            if (out.size() > RATIO_FLOOR && out.size() > counted.count() * policy.maxRatio()) {
                throw new BrokenExchange(
                        FailureKind.BOMB, true, "inflates more than " + policy.maxRatio() + " times its size");
            }
        }
        return out.toByteArray();
    }
}
