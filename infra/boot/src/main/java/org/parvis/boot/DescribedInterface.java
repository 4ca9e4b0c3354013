package org.parvis.boot;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.parvis.identity.rights.Actor;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** The OpenAPI description, where it cannot be read off the code: our own parameters as they are on the wire, and each shape under a name of its own. */
@Configuration(proxyBeanMethods = false)
class DescribedInterface {

    @Bean
    GlobalOperationCustomizer ownParameters() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Actor.class, PageRequest.class)
                .addAnnotationsToIgnore(IfMatch.class);
        return (operation, method) -> {
            for (var parameter : method.getMethodParameters()) {
                describe(operation, parameter);
            }
            if (changesSomething(method)) {
                operation.addParametersItem(header("Idempotency-Key", false, new StringSchema().maxLength(128)));
            }
            return operation;
        };
    }

    private static void describe(Operation operation, MethodParameter parameter) {
        if (parameter.getParameterType() == PageRequest.class) {
            var limit = new IntegerSchema();
            limit.setMinimum(BigDecimal.ONE);
            limit.setMaximum(BigDecimal.valueOf(PageRequest.MAX));
            limit.setDefault(PageRequest.USUAL);
            operation.addParametersItem(query("limit", limit));
            operation.addParametersItem(query("after", new StringSchema()));
        } else if (parameter.hasParameterAnnotation(IfMatch.class)) {
            operation.addParametersItem(header(HttpHeaders.IF_MATCH, true, new StringSchema()));
        }
    }

    private static boolean changesSomething(HandlerMethod method) {
        var mapping = method.getMethodAnnotation(RequestMapping.class);
        return mapping == null
                || Arrays.stream(mapping.method())
                        .anyMatch(verb -> !List.of("GET", "HEAD", "OPTIONS").contains(verb.name()));
    }

    private static Parameter query(String name, Schema<?> schema) {
        return new Parameter().name(name).in("query").required(false).schema(schema);
    }

    private static Parameter header(String name, boolean required, Schema<?> schema) {
        return new Parameter().name(name).in("header").required(required).schema(schema);
    }

    @Bean
    ModelResolver shapes(ObjectMapperProvider mappers) {
        // The version that is described; without it, shapes do not say that they are objects.
        return new ModelResolver(mappers.jsonMapper(), new NamesWithTheirHouse()).openapi31(true);
    }

    /** Two controllers may each have their own {@code Body}: a nested shape is named after what it is nested in. */
    private static final class NamesWithTheirHouse extends TypeNameResolver {

        @Override
        protected String getNameOfClass(Class<?> shape) {
            var house = shape.getEnclosingClass();
            return house == null
                    ? shape.getSimpleName()
                    : house.getSimpleName().replaceAll("(Api|Command)?Controller$", "") + "." + shape.getSimpleName();
        }
    }
}
