package org.parvis.gateway.front;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parvis.gateway.answer.AssetVersion;
import org.parvis.gateway.answer.OwnHeaders;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Serves the shell's scripts and styles for all services; they are on the gateway's class path and there when every service is away. */
@Component
final class AssetFiles implements WebMvcConfigurer {

    private static final String FILES = "classpath:/static/assets/";

    private final AssetVersion version;

    AssetFiles(AssetVersion version) {
        this.version = version;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/" + version.value() + "/**")
                .addResourceLocations(FILES)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        // Pages of a service of another version, during an update: they get what there is, but must not keep it.
        registry.addResourceHandler("/assets/*/parvis/**")
                .addResourceLocations(FILES + "parvis/")
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new WithoutVersion());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                        OwnHeaders.add(response);
                        return true;
                    }
                })
                .addPathPatterns("/assets/**");
    }

    private static final class WithoutVersion extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            return super.getResource(path.substring(path.indexOf("/parvis/") + "/parvis/".length()), location);
        }
    }
}
