package org.parvis.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeTest {

    private static final Pattern SQUARE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");
    private static final int PIXELS = 4;
    private static final int WHITE = 0xFFFFFF;

    /** Photographs the path, not the squares behind it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "otpauth://totp/Parvis:Zoé?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Parvis",
                "otpauth://totp/H%C3%A9lianthe%20France:community-manager-with-a-long-name?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=H%C3%A9lianthe%20France"
            })
    void saysToACameraWhatItWasGiven(String text) throws ReaderException {
        var code = QrCode.of(text);
        var side = code.width() * PIXELS;
        var picture = new int[side * side];
        Arrays.fill(picture, WHITE);
        var squares = SQUARE.matcher(code.path());
        while (squares.find()) {
            var left = Integer.parseInt(squares.group(1)) * PIXELS;
            var top = Integer.parseInt(squares.group(2)) * PIXELS;
            for (var y = top; y < top + PIXELS; y++) {
                Arrays.fill(picture, y * side + left, y * side + left + PIXELS, 0);
            }
        }
        var seen = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, picture)));

        assertThat(new QRCodeReader()
                        .decode(seen, Map.of(DecodeHintType.PURE_BARCODE, true))
                        .getText())
                .isEqualTo(text);
        assertThat(SQUARE.matcher(code.path()).replaceAll("")).isEmpty();
    }
}
