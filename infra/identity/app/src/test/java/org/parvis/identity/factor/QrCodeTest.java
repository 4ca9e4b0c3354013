package org.parvis.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the pictures back as a camera would: format, mask, order of the bits, error correction, text. */
class QrCodeTest {

    /** For each size: error correction bytes of a block, and blocks, at level M. */
    private static final int[][] SHAPES = {{10, 1}, {16, 1}, {26, 1}, {18, 2}, {24, 2}, {16, 4}};

    /** The 15 bits of level M with masks 0 to 7, as the standard's table gives them. */
    private static final List<Integer> FORMATS = List.of(
            0b101010000010010,
            0b101000100100101,
            0b101111001111100,
            0b101101101001011,
            0b100010111111001,
            0b100000011001110,
            0b100111110010111,
            0b100101010100000);

    @ParameterizedTest
    @ValueSource(ints = {1, 14, 15, 26, 27, 42, 43, 62, 63, 84, 85, 106})
    void saysWhatItWasGiven(int length) {
        var text = "otpauth://totp/Parvis:é?".repeat(8).substring(0, length - 1) + "z";
        var fitting = text.getBytes(StandardCharsets.UTF_8).length > 106 ? text.substring(0, 90) : text;
        assertThat(read(QrCode.of(fitting))).isEqualTo(fitting);
    }

    @Test
    void growsWithTheText() {
        assertThat(QrCode.of("a".repeat(14)).size()).isEqualTo(21);
        assertThat(QrCode.of("a".repeat(15)).size()).isEqualTo(25);
        assertThat(QrCode.of("a".repeat(106)).size()).isEqualTo(41);
        assertThatThrownBy(() -> QrCode.of("a".repeat(107))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void standsInAQuietZone() {
        var code = QrCode.of("a");
        assertThat(code.width()).isEqualTo(21 + 8);
        assertThat(code.path()).startsWith("M4 4h1v1h-1z").matches("(M\\d+ \\d+h1v1h-1z)+");
    }

    private static String read(QrCode code) {
        var size = code.size();
        var mask = FORMATS.indexOf(format(code));
        assertThat(mask).as("format").isNotNegative();
        assertThat(secondFormat(code)).isEqualTo(FORMATS.get(mask));
        var bits = new ArrayList<Boolean>();
        var upward = true;
        for (var right = size - 1; right > 0; right -= right == 8 ? 3 : 2) {
            for (var step = 0; step < size; step++) {
                var row = upward ? size - 1 - step : step;
                for (var column : new int[] {right, right - 1}) {
                    if (!isPattern(size, row, column)) {
                        bits.add(code.isDark(row, column) != flips(mask, row, column));
                    }
                }
            }
            upward = !upward;
        }
        var shape = SHAPES[(size - 21) / 4];
        var all = new int[bits.size() / 8];
        for (var i = 0; i < all.length * 8; i++) {
            all[i / 8] = (all[i / 8] << 1) | (bits.get(i) ? 1 : 0);
        }
        var each = all.length / shape[1];
        var data = new ByteArrayOutputStream();
        for (var block = 0; block < shape[1]; block++) {
            var word = new int[each];
            for (var i = 0; i < each; i++) {
                word[i] = all[i * shape[1] + block];
            }
            for (var root = 0; root < shape[0]; root++) {
                assertThat(syndrome(word, root))
                        .as("syndrome %s of block %s", root, block)
                        .isZero();
            }
            for (var i = 0; i < each - shape[0]; i++) {
                data.write(word[i]);
            }
        }
        var bytes = data.toByteArray();
        assertThat((bytes[0] >> 4) & 0xf).as("byte mode").isEqualTo(4);
        var length = ((bytes[0] & 0xf) << 4) | ((bytes[1] >> 4) & 0xf);
        var text = new byte[length];
        for (var i = 0; i < length; i++) {
            text[i] = (byte) (((bytes[i + 1] & 0xf) << 4) | ((bytes[i + 2] >> 4) & 0xf));
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Along row 8 from the left, then up column 8; the highest bit first. */
    private static int format(QrCode code) {
        var format = 0;
        for (var column : new int[] {0, 1, 2, 3, 4, 5, 7, 8}) {
            format = (format << 1) | (code.isDark(8, column) ? 1 : 0);
        }
        for (var row : new int[] {7, 5, 4, 3, 2, 1, 0}) {
            format = (format << 1) | (code.isDark(row, 8) ? 1 : 0);
        }
        return format;
    }

    /** Up column 8 from the bottom, then along row 8 to the right edge. */
    private static int secondFormat(QrCode code) {
        var size = code.size();
        var format = 0;
        for (var i = 1; i <= 7; i++) {
            format = (format << 1) | (code.isDark(size - i, 8) ? 1 : 0);
        }
        for (var i = 8; i >= 1; i--) {
            format = (format << 1) | (code.isDark(8, size - i) ? 1 : 0);
        }
        assertThat(code.isDark(size - 8, 8)).as("the dark module").isTrue();
        return format;
    }

    private static boolean isPattern(int size, int row, int column) {
        var finder = (row < 9 && (column < 9 || column >= size - 8)) || (row >= size - 8 && column < 9);
        var alignment = size > 21 && Math.abs(row - (size - 7)) <= 2 && Math.abs(column - (size - 7)) <= 2;
        return finder || alignment || row == 6 || column == 6;
    }

    private static boolean flips(int mask, int i, int j) {
        return switch (mask) {
            case 0 -> (i + j) % 2 == 0;
            case 1 -> i % 2 == 0;
            case 2 -> j % 3 == 0;
            case 3 -> (i + j) % 3 == 0;
            case 4 -> (i / 2 + j / 3) % 2 == 0;
            case 5 -> i * j % 2 + i * j % 3 == 0;
            case 6 -> (i * j % 2 + i * j % 3) % 2 == 0;
            default -> ((i + j) % 2 + i * j % 3) % 2 == 0;
        };
    }

    /** The block as a polynomial at alpha^root, by multiplying the slow way. */
    private static int syndrome(int[] word, int root) {
        var x = 1;
        for (var i = 0; i < root; i++) {
            x = times(x, 2);
        }
        var value = 0;
        for (var one : word) {
            value = times(value, x) ^ one;
        }
        return value;
    }

    private static int times(int a, int b) {
        var product = 0;
        for (var bit = 7; bit >= 0; bit--) {
            product = (product << 1) ^ ((product >> 7) * 0x11d);
            product ^= ((b >> bit) & 1) * a;
        }
        return product;
    }
}
