package org.parvis.boot;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Takes the digest of a body while it is read, so that an {@link IdempotencyKey} stands for one content. */
@RestControllerAdvice
final class DigestOfBody extends RequestBodyAdviceAdapter {

    private static final String ATTRIBUTE = DigestOfBody.class.getName();

    /** SHA-256 in hexadecimal digits; of nothing where no body was read. */
    static String of(HttpServletRequest request) {
        var taken = request.getAttribute(ATTRIBUTE);
        if (taken instanceof String digits) {
            return digits;
        }
        var digits = HexFormat.of().formatHex((taken instanceof MessageDigest of ? of : sha256()).digest());
        request.setAttribute(ATTRIBUTE, digits);
        return digits;
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        var digest = sha256();
        var body = new DigestInputStream(message.getBody(), digest);
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(ATTRIBUTE, digest, RequestAttributes.SCOPE_REQUEST);
        return new HttpInputMessage() {
            @Override
            public InputStream getBody() {
                return body;
            }

            @Override
            public HttpHeaders getHeaders() {
                return message.getHeaders();
            }
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}
