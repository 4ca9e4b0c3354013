package org.parvis.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

class FormFieldTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void findsTheFieldAndLeavesTheFormAsItCame() throws IOException {
        var form = "text=a%20b+c&_csrf=ab-c%3D&x=1";
        var body = body(FORM + ";charset=UTF-8", form);
        assertThat(FormField.of(body, "_csrf")).isEqualTo("ab-c=");
        assertThat(body.getInputStream().readAllBytes()).isEqualTo(form.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void findsItInPartsToo() throws IOException {
        var form = """
                --b
                Content-Disposition: form-data; name="file"; filename="_csrf"

                wrong
                --b
                Content-Disposition: form-data; name="_csrf"

                right
                --b--
                """.replace("\n", "\r\n");
        assertThat(FormField.of(body("multipart/form-data; boundary=b", form), "_csrf"))
                .isEqualTo("right");
    }

    @Test
    void findsNothingWhereThereIsNothing() throws IOException {
        assertThat(find(FORM, "x_csrf=1&y=_csrf=2")).isNull();
        assertThat(find(FORM, "_csrf=%zz")).isNull();
        assertThat(find(FORM, "_csrf=" + "a".repeat(500))).isNull();
        assertThat(find("application/json", "{\"_csrf\":\"1\"}")).isNull();
        assertThat(find(null, "_csrf=1")).isNull();
    }

    private static @Nullable String find(@Nullable String type, String text) throws IOException {
        return FormField.of(body(type, text), "_csrf");
    }

    private static LimitedBody body(@Nullable String type, String text) {
        var request = new MockHttpServletRequest();
        if (type != null) {
            request.setContentType(type);
        }
        request.setContent(text.getBytes(StandardCharsets.UTF_8));
        return new LimitedBody(request, 10_000, new BodyRoom(DataSize.ofKilobytes(20)), "192.0.2.1");
    }
}
