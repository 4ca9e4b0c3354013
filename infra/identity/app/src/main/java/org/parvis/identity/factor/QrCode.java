package org.parvis.identity.factor;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/** A QR code as the path of an SVG, in its quiet zone. Drawn here, so that no secret leaves the house to be drawn. */
final class QrCode {

    private static final int QUIET = 4;

    private final BitMatrix squares;

    private QrCode(BitMatrix squares) {
        this.squares = squares;
    }

    /** @throws IllegalArgumentException for a text that fits into no code */
    static QrCode of(String text) {
        var hints = Map.of(
                EncodeHintType.ERROR_CORRECTION,
                ErrorCorrectionLevel.M,
                EncodeHintType.CHARACTER_SET,
                "UTF-8",
                EncodeHintType.MARGIN,
                QUIET);
        try {
            return new QrCode(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints));
        } catch (WriterException e) {
            throw new IllegalArgumentException("No code holds " + text.length() + " characters", e);
        }
    }

    /** Squares from one side to the other. */
    int width() {
        return squares.getWidth();
    }

    boolean isDark(int x, int y) {
        return squares.get(x, y);
    }

    /** The dark squares as the path of an SVG of {@link #width()} units. */
    String path() {
        var path = new StringBuilder();
        for (var y = 0; y < width(); y++) {
            for (var x = 0; x < width(); x++) {
                if (isDark(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }
}
