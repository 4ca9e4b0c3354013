package org.parvis.listening.importing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What somebody handed in, inflated, put aside on disk until it is read. It is full of people's words, so the copy is encrypted with a key
 * that only this object knows: whatever a crash leaves behind nobody can read.
 */
public final class ImportFile implements AutoCloseable {

    private static final String CIPHER = "AES/CTR/NoPadding";
    private static final int CHUNK = 8_192;
    /** Texts shrink to a tenth, lists of equal lines to a hundredth. */
    private static final long MOST_GROWTH = 200;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path copy;
    private final SecretKeySpec key;
    private final IvParameterSpec start;
    private final Limits limits;
    private long bytes;
    private boolean cut;
    private String sha256 = "";
    private Encoding encoding = Encoding.UTF_8;

    private ImportFile(Path copy, Limits limits) {
        this.copy = copy;
        this.limits = limits;
        this.key = new SecretKeySpec(random(), "AES");
        this.start = new IvParameterSpec(random());
    }

    private static byte[] random() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /**
     * Puts a file aside; what is longer than allowed is left.
     *
     * @throws FileRefused when nothing can be taken from it
     */
    public static ImportFile of(InputStream source, Limits limits) throws IOException {
        var file = new ImportFile(Files.createTempFile("parvis-import", null), limits);
        try {
            file.take(source);
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void take(InputStream source) throws IOException {
        var counted = new Counted(source);
        var whole = new PushbackInputStream(counted, 2);
        var magic = whole.readNBytes(2);
        whole.unread(magic);
        var packed = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
        var check = new Utf8Check();
        var head = new byte[0];
        try (var in = packed ? new GZIPInputStream(whole, CHUNK) : whole;
                var out = new BufferedOutputStream(
                        new CipherOutputStream(Files.newOutputStream(copy), cipher(Cipher.ENCRYPT_MODE)))) {
            var digest = MessageDigest.getInstance("SHA-256");
            var chunk = new byte[CHUNK];
            for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                if (packed && bytes + count > CHUNK * 16 && (bytes + count) / MOST_GROWTH > counted.count) {
                    throw new FileRefused(FileRefused.Reason.BOMB);
                }
                var room = (int) Math.min(count, limits.bytes() - bytes);
                if (head.length < CHUNK) {
                    head = joined(head, chunk, room);
                }
                check.see(chunk, room);
                digest.update(chunk, 0, room);
                out.write(chunk, 0, room);
                bytes += room;
                if (room < count) {
                    cut = true;
                    break;
                }
            }
            sha256 = HexFormat.of().formatHex(digest.digest());
        } catch (ZipException e) {
            throw new FileRefused(FileRefused.Reason.DAMAGED);
        } catch (EOFException e) {
            // A packed file that ends in the middle.
            throw new FileRefused(FileRefused.Reason.DAMAGED);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES or SHA-256 is missing in this Java", e);
        }
        encoding = Encoding.of(head, check.isGood(cut));
        judge(head);
    }

    private void judge(byte[] head) {
        if (bytes <= encoding.mark()) {
            throw new FileRefused(FileRefused.Reason.EMPTY);
        }
        if (begins(head, 'P', 'K', 3, 4) || begins(head, 'P', 'K', 5, 6) || begins(head, 0xd0, 0xcf, 0x11, 0xe0)) {
            throw new FileRefused(FileRefused.Reason.SPREADSHEET);
        }
        if (encoding != Encoding.UTF_16_BE && encoding != Encoding.UTF_16_LE) {
            var controls = 0;
            for (var b : head) {
                controls += b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' ? 1 : 0;
            }
            if (controls * 20 > head.length) {
                throw new FileRefused(FileRefused.Reason.NOT_TEXT);
            }
        }
    }

    private static boolean begins(byte[] head, int... magic) {
        for (var i = 0; i < magic.length; i++) {
            if (i >= head.length || head[i] != (byte) magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] joined(byte[] head, byte[] chunk, int count) {
        var longer = Arrays.copyOf(head, head.length + count);
        System.arraycopy(chunk, 0, longer, head.length, count);
        return longer;
    }

    private Cipher cipher(int mode) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, start);
        return cipher;
    }

    InputStream open() throws IOException {
        try {
            var in = new BufferedInputStream(
                    new CipherInputStream(Files.newInputStream(copy), cipher(Cipher.DECRYPT_MODE)));
            in.skipNBytes(encoding.mark());
            return in;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES is missing in this Java", e);
        }
    }

    public long bytes() {
        return bytes;
    }

    /** Whether there was more than is read. */
    boolean isCut() {
        return cut;
    }

    public String sha256() {
        return sha256;
    }

    public Encoding encoding() {
        return encoding;
    }

    Limits limits() {
        return limits;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(copy);
    }

    /** How much came over the line. */
    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
