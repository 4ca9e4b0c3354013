package org.parvis.web.gallery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.web.NavigationCounts;
import org.parvis.web.NavigationCounts.Count;
import org.parvis.web.Role;
import org.parvis.web.SignedIn;
import org.parvis.web.Theme;
import org.parvis.web.WebShell;
import org.parvis.web.WhoIsThere;
import org.parvis.web.live.LiveUpdates;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Serves the gallery: {@code /gallery/states}, {@code /gallery/today}, {@code /gallery/alert} and the error pages.
 *
 * <p>Parameters choose the reader: {@code lang=fr}, {@code theme=dark}, {@code as=LEAD}, {@code as=nobody}.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({WebShell.class, LiveUpdates.class, GalleryPages.class})
public class GalleryApplication {

    /** The morning of the story all design pages tell. */
    static final Instant MORNING = Instant.parse("2026-11-23T07:12:00Z");

    public static void main(String[] args) {
        SpringApplication.run(GalleryApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.fixed(MORNING, ZoneOffset.UTC);
    }

    @Bean
    NavigationCounts counts() {
        return member -> Map.of(
                "today", Count.calm(13),
                "inbox", Count.calm(12),
                "reviews", Count.calm(3),
                "suggestions", Count.calm(2),
                "escalations", Count.hot(1));
    }

    @Bean
    WhoIsThere whoIsThere() {
        return () -> {
            if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
                return Optional.empty();
            }
            var request = attributes.getRequest();
            var as = request.getParameter("as");
            return "nobody".equals(as)
                    ? Optional.empty()
                    : Optional.of(member(as, request.getParameter("lang"), Theme.of(request.getParameter("theme"))));
        };
    }

    static SignedIn member(@Nullable String role, @Nullable String language, Theme theme) {
        return new SignedIn(
                "ines-caradec",
                "Inès Caradec",
                "France",
                role == null ? EnumSet.of(Role.COMMUNITY_MANAGER) : EnumSet.of(Role.valueOf(role)),
                Set.of("helianthe-fr"),
                language == null ? null : Locale.forLanguageTag(language),
                ZoneId.of("Europe/Paris"),
                theme,
                MORNING.plus(Duration.ofMinutes(5)));
    }
}
