package org.parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Keeps the language that somebody who is not signed in chose with a link ({@code ?lang=fr}). */
final class LanguageChoice implements HandlerInterceptor {

    private final Preferences preferences;

    LanguageChoice(Preferences preferences) {
        this.preferences = preferences;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        preferences.chosenByLink(request).ifPresent(language -> Preferences.rememberLanguage(response, language));
        return true;
    }
}
