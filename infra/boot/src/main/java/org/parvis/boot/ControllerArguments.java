package org.parvis.boot;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.rights.Actor;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.server.ResponseStatusException;

/** Controller parameters of our own: {@link Actor}, {@link PageRequest}, {@code @IfMatch long}. */
final class ControllerArguments {

    private ControllerArguments() {}

    static List<HandlerMethodArgumentResolver> resolvers() {
        return List.of(
                resolver(p -> p.getParameterType() == Actor.class, request -> CurrentActor.require()),
                resolver(p -> p.getParameterType() == PageRequest.class, ControllerArguments::page),
                resolver(p -> p.hasParameterAnnotation(IfMatch.class), ControllerArguments::version));
    }

    private static PageRequest page(NativeWebRequest request) {
        var limit = request.getParameter("limit");
        var after = request.getParameter("after");
        return new PageRequest(
                limit == null ? PageRequest.USUAL : limit(limit),
                after == null || after.isEmpty() ? null : Cursor.decode(after));
    }

    private static int limit(String text) {
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= PageRequest.MAX) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Told below, like any other number out of range.
        }
        throw new InvalidInput("limit", "limit", PageRequest.MAX);
    }

    private static Long version(NativeWebRequest request) {
        var header = request.getHeader(HttpHeaders.IF_MATCH);
        if (header == null) {
            throw new ResponseStatusException(HttpStatus.PRECONDITION_REQUIRED);
        }
        try {
            return Long.parseLong(header.replace("W/", "").replace("\"", "").strip());
        } catch (NumberFormatException e) {
            throw new InvalidInput("If-Match", "version");
        }
    }

    private static HandlerMethodArgumentResolver resolver(
            Predicate<MethodParameter> supports, Function<NativeWebRequest, Object> value) {
        return new HandlerMethodArgumentResolver() {
            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return supports.test(parameter);
            }

            @Override
            public Object resolveArgument(
                    MethodParameter parameter,
                    @Nullable ModelAndViewContainer container,
                    NativeWebRequest request,
                    @Nullable WebDataBinderFactory binders) {
                return value.apply(request);
            }
        };
    }
}
