package org.parvis.identity.factor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A QR code (ISO/IEC 18004) of up to 106 bytes: byte mode, error correction M, versions 1 to 6, in which all blocks are of one length and
 * no version is written. Drawn here, so that no secret leaves the house to be drawn.
 */
final class QrCode {

    /** For each version: error correction bytes of a block, blocks, data bytes of a block. */
    private static final int[][] VERSIONS = {
        {10, 1, 16}, {16, 1, 28}, {26, 1, 44}, {18, 2, 32}, {24, 2, 43}, {16, 4, 27}
    };

    private static final int HEADER_BITS = 12;
    private static final int QUIET = 4;
    private static final int LEVEL_M = 0;
    private static final int[] EXP = new int[512];
    private static final int[] LOG = new int[256];

    static {
        var x = 1;
        for (var i = 0; i < 255; i++) {
            EXP[i] = x;
            EXP[i + 255] = x;
            LOG[x] = i;
            x <<= 1;
            if (x > 255) {
                x ^= 0x11d;
            }
        }
    }

    private final int size;
    private final boolean[][] dark;
    private final boolean[][] fixed;

    private QrCode(int version) {
        size = 17 + 4 * version;
        dark = new boolean[size][size];
        fixed = new boolean[size][size];
        drawFixed(version);
    }

    /** @throws IllegalArgumentException when the text is too long */
    static QrCode of(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (var version = 1; version <= VERSIONS.length; version++) {
            var shape = VERSIONS[version - 1];
            if (HEADER_BITS + 8 * bytes.length <= 8 * shape[1] * shape[2]) {
                var code = new QrCode(version);
                code.drawData(withCorrection(data(bytes, shape[1] * shape[2]), shape));
                code.maskBest();
                return code;
            }
        }
        throw new IllegalArgumentException("Too long for a QR code of this kind: " + bytes.length + " bytes");
    }

    int size() {
        return size;
    }

    boolean isDark(int row, int column) {
        return dark[row][column];
    }

    /** With the quiet zone around it. */
    int width() {
        return size + 2 * QUIET;
    }

    /** The dark squares as the path of an SVG of {@link #width()} units. */
    String path() {
        var path = new StringBuilder();
        for (var row = 0; row < size; row++) {
            for (var column = 0; column < size; column++) {
                if (dark[row][column]) {
                    path.append('M')
                            .append(column + QUIET)
                            .append(' ')
                            .append(row + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }

    // ---- what it says

    private static int[] data(byte[] bytes, int capacity) {
        var data = new int[capacity];
        // Mode 0100 and the length in 8 bits put everything half a byte out of step.
        data[0] = 0x40 | (bytes.length >> 4);
        data[1] = (bytes.length & 0xf) << 4;
        for (var i = 0; i < bytes.length; i++) {
            data[i + 1] |= (bytes[i] & 0xff) >> 4;
            data[i + 2] = (bytes[i] & 0xf) << 4;
        }
        for (var i = bytes.length + 2; i < capacity; i++) {
            data[i] = (i - bytes.length) % 2 == 0 ? 0xec : 0x11;
        }
        return data;
    }

    private static int[] withCorrection(int[] data, int[] shape) {
        var corrections = shape[0];
        var blocks = shape[1];
        var length = shape[2];
        var generator = generator(corrections);
        var all = new int[blocks * (length + corrections)];
        for (var block = 0; block < blocks; block++) {
            var part = Arrays.copyOfRange(data, block * length, (block + 1) * length);
            var correction = remainder(part, generator);
            for (var i = 0; i < length; i++) {
                all[i * blocks + block] = part[i];
            }
            for (var i = 0; i < corrections; i++) {
                all[blocks * length + i * blocks + block] = correction[i];
            }
        }
        return all;
    }

    /** Without its leading one; the highest power first. */
    private static int[] generator(int degree) {
        var polynomial = new int[degree];
        polynomial[degree - 1] = 1;
        for (var root = 0; root < degree; root++) {
            for (var i = 0; i < degree; i++) {
                polynomial[i] = times(polynomial[i], EXP[root]) ^ (i + 1 < degree ? polynomial[i + 1] : 0);
            }
        }
        return polynomial;
    }

    private static int[] remainder(int[] data, int[] generator) {
        var rest = new int[generator.length];
        for (var one : data) {
            var factor = one ^ rest[0];
            System.arraycopy(rest, 1, rest, 0, rest.length - 1);
            rest[rest.length - 1] = 0;
            for (var i = 0; i < rest.length; i++) {
                rest[i] ^= times(generator[i], factor);
            }
        }
        return rest;
    }

    private static int times(int a, int b) {
        return a == 0 || b == 0 ? 0 : EXP[LOG[a] + LOG[b]];
    }

    // ---- how it looks

    private void drawFixed(int version) {
        for (var i = 0; i < size; i++) {
            set(6, i, i % 2 == 0);
            set(i, 6, i % 2 == 0);
        }
        drawFinder(3, 3);
        drawFinder(3, size - 4);
        drawFinder(size - 4, 3);
        if (version > 1) {
            drawAlignment(size - 7, size - 7);
        }
        drawFormat(0);
    }

    private void drawFinder(int row, int column) {
        for (var down = -4; down <= 4; down++) {
            for (var right = -4; right <= 4; right++) {
                var distance = Math.max(Math.abs(down), Math.abs(right));
                if (isInside(row + down) && isInside(column + right)) {
                    set(row + down, column + right, distance != 2 && distance != 4);
                }
            }
        }
    }

    private boolean isInside(int place) {
        return place >= 0 && place < size;
    }

    private void drawAlignment(int row, int column) {
        for (var down = -2; down <= 2; down++) {
            for (var right = -2; right <= 2; right++) {
                set(row + down, column + right, Math.max(Math.abs(down), Math.abs(right)) != 1);
            }
        }
    }

    private void drawFormat(int mask) {
        var data = (LEVEL_M << 3) | mask;
        var rest = data;
        for (var i = 0; i < 10; i++) {
            rest = (rest << 1) ^ ((rest >> 9) * 0x537);
        }
        var bits = ((data << 10) | rest) ^ 0x5412;
        for (var i = 0; i < 15; i++) {
            var bit = ((bits >> i) & 1) == 1;
            // Around the first finder: down its column, then leftwards along its row, past the timing lines.
            if (i < 8) {
                set(i < 6 ? i : i + 1, 8, bit);
                set(8, size - 1 - i, bit);
            } else {
                set(8, i == 8 ? 7 : 14 - i, bit);
                set(size - 15 + i, 8, bit);
            }
        }
        set(size - 8, 8, true);
    }

    private void set(int row, int column, boolean isDark) {
        dark[row][column] = isDark;
        fixed[row][column] = true;
    }

    private void drawData(int[] bytes) {
        var bit = 0;
        for (var right = size - 1; right >= 1; right -= 2) {
            if (right == 6) {
                right = 5;
            }
            for (var step = 0; step < size; step++) {
                var isUpward = ((right + 1) & 2) == 0;
                var row = isUpward ? size - 1 - step : step;
                for (var column = right; column >= right - 1; column--) {
                    if (!fixed[row][column] && bit < 8 * bytes.length) {
                        dark[row][column] = ((bytes[bit / 8] >> (7 - bit % 8)) & 1) == 1;
                        bit++;
                    }
                }
            }
        }
    }

    private void maskBest() {
        var best = 0;
        var lowest = Integer.MAX_VALUE;
        for (var mask = 0; mask < 8; mask++) {
            mask(mask);
            drawFormat(mask);
            var penalty = penalty();
            if (penalty < lowest) {
                lowest = penalty;
                best = mask;
            }
            mask(mask);
        }
        mask(best);
        drawFormat(best);
    }

    private void mask(int mask) {
        for (var row = 0; row < size; row++) {
            for (var column = 0; column < size; column++) {
                dark[row][column] ^= !fixed[row][column] && isMasked(mask, row, column);
            }
        }
    }

    static boolean isMasked(int mask, int row, int column) {
        return switch (mask) {
            case 0 -> (row + column) % 2 == 0;
            case 1 -> row % 2 == 0;
            case 2 -> column % 3 == 0;
            case 3 -> (row + column) % 3 == 0;
            case 4 -> (row / 2 + column / 3) % 2 == 0;
            case 5 -> row * column % 2 + row * column % 3 == 0;
            case 6 -> (row * column % 2 + row * column % 3) % 2 == 0;
            default -> ((row + column) % 2 + row * column % 3) % 2 == 0;
        };
    }

    /** Long runs, squares of one colour, things like a finder, and too much of one colour make reading harder. */
    private int penalty() {
        var penalty = 0;
        var count = 0;
        for (var a = 0; a < size; a++) {
            penalty += runs(a, true) + runs(a, false);
            for (var b = 0; b < size; b++) {
                count += dark[a][b] ? 1 : 0;
                if (a > 0
                        && b > 0
                        && dark[a][b] == dark[a - 1][b]
                        && dark[a][b] == dark[a][b - 1]
                        && dark[a][b] == dark[a - 1][b - 1]) {
                    penalty += 3;
                }
            }
        }
        return penalty + Math.abs(count * 20 - size * size * 10) / (size * size) * 10;
    }

    private int runs(int line, boolean isRow) {
        var penalty = 0;
        var run = 0;
        var history = 0;
        for (var i = 0; i < size; i++) {
            var here = isRow ? dark[line][i] : dark[i][line];
            run = i > 0 && here == (isRow ? dark[line][i - 1] : dark[i - 1][line]) ? run + 1 : 1;
            penalty += run == 5 ? 3 : run > 5 ? 1 : 0;
            history = ((history << 1) | (here ? 1 : 0)) & 0x7ff;
            if (i >= 10 && (history == 0b10111010000 || history == 0b00001011101)) {
                penalty += 40;
            }
        }
        return penalty;
    }
}
