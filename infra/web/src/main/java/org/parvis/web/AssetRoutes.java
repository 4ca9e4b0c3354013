package org.parvis.web;

import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the assets and teaches handlers {@link Hx}. */
final class AssetRoutes implements WebMvcConfigurer {

    private static final String FILES = "classpath:/static/assets/";

    private final Assets assets;
    private final String service;

    AssetRoutes(Assets assets, String service) {
        this.assets = assets;
        this.service = service;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(Assets.ROOT + "/" + assets.version() + "/**")
                .addResourceLocations(FILES)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        // During a rolling update a page may ask a process of another version: answer, but let nobody keep the answer.
        registry.addResourceHandler(Assets.ROOT + "/*/parvis/**")
                .addResourceLocations(FILES + "parvis/")
                .setCacheControl(CacheControl.noCache());
        registry.addResourceHandler("/" + service + Assets.ROOT + "/**")
                .addResourceLocations("classpath:/static/" + service + "/")
                .setCacheControl(CacheControl.noCache());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new HxArgument());
    }
}
