package org.parvis.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Serves the assets, teaches handlers {@link Hx}, and hears a choice of language. */
final class ShellMvc implements WebMvcConfigurer {

    private static final String FILES = "classpath:/static/assets/";

    private final Assets assets;
    private final String service;

    private final Preferences preferences;

    ShellMvc(Assets assets, String service, Preferences preferences) {
        this.assets = assets;
        this.service = service;
        this.preferences = preferences;
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
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new WithoutVersion());
        registry.addResourceHandler("/" + service + Assets.ROOT + "/**")
                .addResourceLocations("classpath:/static/" + service + "/")
                .setCacheControl(CacheControl.noCache());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new HxArgument());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new LanguageChoice(preferences));
    }

    /** Finds the file behind an address that starts with a version other than ours. */
    private static final class WithoutVersion extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            return super.getResource(path.replaceFirst("^[^/]+/parvis/", ""), location);
        }
    }
}
